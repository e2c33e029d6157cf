import { expect, test } from 'vitest'
import { createCapSet } from '../../src/gateway/cap-set.ts'
import { knownGatewayCaps, knownLlbCaps } from '../../src/gateway/known-caps.ts'

const none = [{ ID: 'platform', Enabled: true, DisabledReasonMsg: '' }]

test('what is announced is there', () => {
  const caps = createCapSet(knownLlbCaps, none, [], 'docker')
  expect(caps.missing('platform')).toBeUndefined()
})

test('what is not announced is named with the product to update', () => {
  const llb = createCapSet(knownLlbCaps, none, [], 'docker')
  expect(llb.missing('mergeop')).toBe(
    'requested experimental feature mergeop  is not supported by build server, please update docker',
  )
  expect(llb.missing('file.base')).toBe(
    'requested prerelease feature file.base  is not supported by build server (added in Docker v19.03), please update docker',
  )
  const gateway = createCapSet(knownGatewayCaps, none, [], 'buildkit')
  expect(gateway.missing('returnmap')).toBe(
    'requested experimental feature returnmap (return reference map) is not supported by build server, please update buildkit',
  )
})

test('what is disabled is named with the reason', () => {
  const disabled = { ID: 'readdir', Enabled: false, DisabledReasonMsg: '' }
  const caps = (reason: string) =>
    createCapSet(knownGatewayCaps, [{ ...disabled, DisabledReasonMsg: reason }], [], '')
  const text =
    'requested experimental feature readdir (read static directory) has been disabled on the build server'
  expect(caps('').missing('readdir')).toBe(text)
  expect(caps('by the administrator').missing('readdir')).toBe(`${text}: by the administrator`)
})

test('what nobody knows is unknown, also where a daemon announces it', () => {
  const caps = createCapSet(knownLlbCaps, [{ ID: 'warp', Enabled: true, DisabledReasonMsg: '' }], [], '')
  expect(caps.missing('warp')).toBe('unknown API capability warp')
  expect(caps.missing('constructor')).toBe('unknown API capability constructor')
})

test('a daemon that announces nothing can do what the fallback says', () => {
  const caps = createCapSet(knownLlbCaps, [], ['platform'], 'docker')
  expect(caps.missing('platform')).toBeUndefined()
  expect(caps.missing('mergeop')).toContain('please update docker')
})
