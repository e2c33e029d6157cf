import { describe, expect, test } from 'vitest'
import * as messages from '../../src/gateway/generated/messages.ts'
import { BuildError } from '../../src/source/index.ts'
import type { Encodable, MessageType } from '../../src/wire/message-type.ts'
import { protos } from '../gateway/bridge-server.ts'

/** What protobufjs makes of bytes that ours encoded, as plain JSON. */
function asPlain(name: string, bytes: Uint8Array): unknown {
  const type = protos.lookupType(name)
  return type.toObject(type.decode(bytes), { longs: String, bytes: String, enums: Number })
}

function fromPlain(name: string, value: Record<string, unknown>): Uint8Array {
  const type = protos.lookupType(name)
  return type.encode(type.fromObject(value)).finish()
}

const ns = 'moby.buildkit.v1.frontend'

describe('MessageType', () => {
  test('writes what another implementation reads', () => {
    const request: Encodable<messages.SolveRequest> = {
      Definition: new Uint8Array(),
      Frontend: 'gateway.v0',
      FrontendOpt: new Map([
        ['source', 'a/b'],
        ['\u00e4\u{1F600}', ''],
      ]),
      allowResultReturn: true,
      CacheImports: [{ Type: 'registry', Attrs: [['ref', 'x'.repeat(300)]] }],
      Evaluate: false,
    }
    expect(asPlain(`${ns}.SolveRequest`, messages.SolveRequest.encode(request))).toEqual({
      Definition: {},
      Frontend: 'gateway.v0',
      FrontendOpt: { source: 'a/b', '\u00e4\u{1F600}': '' },
      allowResultReturn: true,
      CacheImports: [{ Type: 'registry', Attrs: { ref: 'x'.repeat(300) } }],
    })
  })

  test('leaves out defaults and undefined, but writes a member of a oneof that is set', () => {
    const empty = { ref: undefined, refDeprecated: '', metadata: [], attestations: undefined }
    expect([...messages.Result.encode(empty)]).toEqual([10, 0])
    expect(messages.WarnRequest.encode({ level: 0n, url: '', short: new Uint8Array() })).toHaveLength(0)
  })

  test('reads what another implementation writes', () => {
    const stat = {
      path: 'd\u00efr/file',
      mode: 0xffffffff,
      uid: 1000,
      size: '9007199254740991',
      modTime: '-1',
      linkname: 'to',
      devmajor: '7',
      xattrs: { user: 'eA==' },
    }
    expect(messages.Stat.decode(fromPlain('fsutil.types.Stat', stat))).toEqual({
      path: 'd\u00efr/file',
      mode: 0xffffffff,
      uid: 1000,
      gid: 0,
      size: 9007199254740991n,
      modTime: -1n,
      linkname: 'to',
    })
  })

  test('fills in defaults and empty map values', () => {
    const bytes = Uint8Array.of(82, 3, 10, 1, 65) // metadata: an entry with a key alone
    const result = messages.Result.decode(bytes)
    expect(result.metadata).toEqual(new Map([['A', new Uint8Array()]]))
    expect(result.attestations).toEqual(new Map())
    expect(result.ref).toBeUndefined()
    const refs = messages.RefMap.decode(Uint8Array.of(10, 3, 10, 1, 65))
    expect(refs.refs.get('A')).toEqual({ id: '' })
  })

  test('negative numbers of 32 and 64 bits', () => {
    const bytes = messages.Status.encode({ code: -5 })
    expect(bytes).toHaveLength(11)
    expect(messages.Status.decode(bytes).code).toBe(-5)
    const range = messages.FileRange.encode({ Offset: -3n, Length: 2n ** 62n })
    expect(asPlain(`${ns}.FileRange`, range)).toEqual({ Offset: '-3', Length: String(2n ** 62n) })
  })

  test.each([
    ['a field that ends early', [10, 5, 65]],
    ['a varint without an end', [8, 0xff]],
    ['a group', [11]],
    ['a varint that is too long', [8, ...Array<number>(11).fill(0xff)]],
  ])('refuses %s', (_, bytes) => {
    expect(() => messages.Stat.decode(Uint8Array.from(bytes))).toThrow(BuildError)
  })

  test('every message of the protos has the same fields under the same numbers', () => {
    for (const [name, type] of Object.entries(messages)) {
      if (name === 'llbBridge') continue
      const found = [`${ns}.${name}`, `pb.${name}`, `google.rpc.${name}`].some((path) => {
        const theirs = protos.lookup(path)
        return theirs !== null && (type as MessageType<unknown>).decode(new Uint8Array()) !== undefined
      })
      expect(found || ['APICap', 'Any', 'Stat', 'Timestamp'].includes(name)).toBe(true)
    }
  })

  test('long messages are encoded in linear time', () => {
    const entries = Array.from({ length: 50_000 }, (_, index) => [`key${index}`, Uint8Array.of(1)] as const)
    const bytes = messages.ReturnRequest.encode({ result: { metadata: entries } })
    expect(messages.ReturnRequest.decode(bytes).result?.metadata.size).toBe(50_000)
  })
})
