import { expect, test } from 'vitest'
import {
  describeDefinition,
  describeOp,
  image,
  type JsonValue,
  local,
  marshal,
  merge,
} from '../../src/llb/index.ts'
import { createSourceFile, lineRange } from '../../src/source/index.ts'
import { createWireWriter } from '../../src/wire/create-writer.ts'
import { options, platform, run } from './graph.ts'
import { buildRecorded, recordedDefinitions } from './recorded.ts'

const NUMBERS: Readonly<Record<string, number>> = {
  SECRET: 1,
  SSH: 2,
  CACHE: 3,
  TMPFS: 4,
  PRIVATE: 1,
  LOCKED: 2,
  HOST: 1,
  NONE: 2,
  INSECURE: 1,
}
const ENUMS = new Set(['mountType', 'sharing', 'network', 'security'])

/** Recorded ops have numbers where a description has names, and binary data as one character for each byte. */
function asRecorded(value: JsonValue, name = ''): JsonValue {
  if (Array.isArray(value)) return value.map((item) => asRecorded(item))
  if (typeof value === 'string' && ENUMS.has(name)) return NUMBERS[value] ?? value
  if (typeof value === 'string' && name === 'data') {
    return String.fromCharCode(...new TextEncoder().encode(value))
  }
  if (typeof value === 'string' && name === 'timestamp') return Number(value)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asRecorded(item, key)]))
}

test('every recorded op is described as it was recorded', () => {
  for (const ops of recordedDefinitions) {
    const described = describeDefinition(buildRecorded(ops)).ops
    expect(described.map(({ op }) => asRecorded(op))).toEqual(ops.map(({ op }) => op))
  }
})

test('a description tells kinds, metadata, places and source files', () => {
  const file = createSourceFile('Dockerfile', 'FROM alpine')
  const base = image('alpine', { customName: 'base', locations: [{ file, ranges: [lineRange(1)] }] })
  const { ops, sources } = describeDefinition(marshal(merge([run(base).root, local('x')]), { platform }))
  expect(ops.map(({ kind }) => kind)).toEqual(['source', 'exec', 'source', 'merge', 'result'])
  expect(ops[0]).toMatchObject({
    metadata: { description: { 'llb.customname': 'base' } },
    locations: [{ filename: 'Dockerfile', ranges: [lineRange(1)] }],
  })
  expect(ops[1]).not.toHaveProperty('locations')
  expect(sources).toEqual([
    {
      filename: 'Dockerfile',
      language: 'Dockerfile',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    },
  ])
  expect(describeDefinition(marshal(null, options))).toEqual({ ops: [], sources: [] })
})

test('ops that we never make are described as well', () => {
  const writer = createWireWriter()
  const build = writer.open(5)
  writer.int64(1, -1)
  const entry = writer.open(2)
  writer.string(1, 'name')
  const input = writer.open(2)
  writer.int64(1, 7)
  writer.close(input)
  writer.close(entry)
  writer.bytes(3, Uint8Array.from([0xff]))
  writer.stringMap(4, { b: '2', a: '1' })
  writer.close(build)
  const passthrough = writer.open(8)
  writer.string(1, 'id')
  writer.packed(2, [0, 3])
  writer.close(passthrough)
  writer.string(99, 'from the future')
  expect(describeOp(writer.finish())).toEqual({
    build: {
      builder: -1,
      inputs: { name: { input: 7 } },
      def: { base64: '/w==' },
      attrs: { a: '1', b: '2' },
    },
    passthrough: { id: 'id', outputs: [0, 3] },
  })
})

test('malformed ops are refused', () => {
  expect(() => describeOp(Uint8Array.from([0x12, 9]))).toThrow('proto: cannot parse invalid wire-format data')
})
