import { expect, test } from 'vitest'
import { PongResponse } from '../../src/gateway/generated/messages.ts'
import { readPong } from '../../src/gateway/read-pong.ts'

const cap = (id: string, more: object = {}) => ({ ID: id, Enabled: true, ...more })

test('reads of a pong what its messages say', () => {
  const message = {
    FrontendAPICaps: [cap('solve.base'), cap('return', { Enabled: false, DisabledReasonMsg: 'because' })],
    LLBCaps: [cap('source.image', { Deprecated: true, DisabledReason: 'x', DisabledAlternative: 'y' }), {}],
  }
  const decoded = PongResponse.decode(PongResponse.encode(message))
  const picked = (caps: typeof decoded.LLBCaps) =>
    caps.map(({ ID, Enabled, DisabledReasonMsg }) => ({ ID, Enabled, DisabledReasonMsg }))
  expect(readPong(PongResponse.encode(message))).toEqual({
    gatewayCaps: picked(decoded.FrontendAPICaps),
    llbCaps: picked(decoded.LLBCaps),
  })
})

test('passes over what it does not know, and refuses what is malformed', () => {
  // Field 3 as a varint, a cap with field 1 as a varint and field 9 as bytes, and a worker.
  const bytes = Uint8Array.of(0x18, 5, 0x0a, 5, 0x08, 1, 0x4a, 1, 0x41, 0x1a, 1, 0x42)
  expect(readPong(bytes)).toEqual({
    gatewayCaps: [{ ID: '', Enabled: false, DisabledReasonMsg: '' }],
    llbCaps: [],
  })
  expect(() => readPong(Uint8Array.of(0x0a, 9, 1))).toThrow('invalid wire-format')
})
