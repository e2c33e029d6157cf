import { describe, expect, test } from 'vitest'
import {
  type Definition,
  decodeDefinition,
  describeDefinition,
  digestOf,
  encodeDefinition,
  file,
  fromDefinition,
  image,
  local,
  marshal,
  merge,
  type Output,
  platformOf,
} from '../../src/llb/index.ts'
import { createSourceFile, lineRange } from '../../src/source/index.ts'
import { options, run } from './graph.ts'

const arm = { os: 'linux', architecture: 'arm64' }
const dockerfile = createSourceFile('Dockerfile', 'FROM x\nRUN y\n')
const at = (line: number) => ({ file: dockerfile, ranges: [lineRange(line)] })
const origin = marshal(local('dockerfile', { customName: 'load' }), options)

function example(): Definition {
  const base = image('alpine', { platform: arm, customName: 'FROM', locations: [at(1)], exportCache: true })
  const { root } = run(base, {
    constraints: {
      ignoreCache: true,
      progressGroup: { id: 'g', name: 'n', weak: true },
      linuxResources: { memory: -1, cpuShares: 2, cpuQuota: 2 ** 40, cpusetCpus: '0-3', cpusetMems: '0' },
      locations: [at(2), { file: dockerfile, ranges: [] }],
    },
  })
  return marshal(root, { ...options, definitionOf: () => origin })
}

describe('on the wire', () => {
  test('a definition comes back as it was', () => {
    const definition = example()
    expect(decodeDefinition(encodeDefinition(definition))).toEqual(definition)
    expect(decodeDefinition(new Uint8Array())).toEqual({ def: [], metadata: new Map() })
  })

  test.each([[[0x0a]], [[0x0a, 5, 1]], [[0x12, 2, 0x0a, 9]]])('%j is no definition', (bytes) => {
    expect(() => decodeDefinition(Uint8Array.from(bytes))).toThrow('proto: cannot parse')
  })

  test('a definition that holds itself again and again is refused', () => {
    const info = { filename: '', language: '', data: new Uint8Array() }
    let definition: Definition = { def: [], metadata: new Map() }
    for (let depth = 0; depth < 200; depth++) {
      const source = { locations: new Map(), infos: [{ ...info, definition }] }
      definition = { def: [], metadata: new Map(), source }
    }
    expect(() => decodeDefinition(encodeDefinition(definition))).toThrow(
      'proto: exceeded maximum recursion depth',
    )
  })
})

describe('fromDefinition', () => {
  const both = (definition: Definition): Output | null => fromDefinition(definition)

  test('keeps bytes, metadata and places', () => {
    const definition = example()
    const again = marshal(both(definition), options)
    expect(again.def).toEqual(definition.def)
    expect(again.metadata).toEqual(definition.metadata)
    expect(again.source).toEqual(definition.source)
  })

  test('is a part of a new graph', () => {
    const definition = example()
    const copied = file(null, [{ type: 'copy', from: both(definition), source: '/', destination: '/' }])
    const { ops } = describeDefinition(marshal(merge([both(definition), copied]), options))
    expect(ops.map(({ kind }) => kind)).toEqual(['source', 'exec', 'file', 'merge', 'result'])
    expect(ops[1]?.digest).toBe(digestOf(definition.def[1] as Uint8Array))
  })

  test('says nothing of the platform of what is made on top of it', () => {
    const output = both(example())
    expect(platformOf(output)).toBeUndefined()
    const { ops } = describeDefinition(marshal(run(output, { args: ['next'] }).root, options))
    expect(ops[1]?.op['platform']).toEqual({ Architecture: 'arm64', OS: 'linux' })
    expect(ops[2]?.op['platform']).toEqual({ Architecture: 'amd64', OS: 'linux' })
  })

  test('counts an op of which two results are used twice, as the reference does', () => {
    const mounts = [{ type: 'bind', target: '/m', source: null }] as const
    const exec = run(image('alpine'), { mounts, constraints: { locations: [at(2)] } })
    const joined = marshal(merge([exec.root, exec.mount('/m')]), options)
    const digest = digestOf(joined.def[1] as Uint8Array)
    expect(joined.source?.locations.get(digest)).toHaveLength(1)
    expect(marshal(both(joined), options).source?.locations.get(digest)).toHaveLength(2)
  })

  test('of scratch is scratch', () => {
    const metadata = new Map([['sha256:0', { ignoreCache: false, description: {}, caps: [] }]])
    expect(both({ def: [], metadata })).toBeNull()
  })

  test('refuses definitions that make no sense', () => {
    const { def, metadata, source } = example()
    expect(() => both(marshal(null, options))).toThrow('invalid nil input definition to definition op')
    expect(() => both({ def: [Uint8Array.from([0xff])], metadata })).toThrow(
      'failed to parse llb proto op: proto: cannot parse invalid wire-format data',
    )
    expect(() => both({ def: [new Uint8Array()], metadata })).toThrow('invalid definition op with no result')
    expect(() => both({ def, metadata, ...(source ? { source: { ...source, infos: [] } } : {}) })).toThrow(
      'failed to find source map with index 0',
    )
    expect(() => marshal(both({ def: def.slice(1), metadata }), options)).toThrow(
      `invalid definition op with unknown op "${digestOf(def[0] as Uint8Array)}"`,
    )
    const last = [...metadata].slice(-1)
    expect(() => marshal(both({ def, metadata: new Map(last) }), options)).toThrow(
      `invalid definition op with unknown metas "${digestOf(def[0] as Uint8Array)}"`,
    )
  })
})

describe('source maps', () => {
  const place = (name: string, text: string) => ({
    file: createSourceFile(name, text),
    ranges: [lineRange(1)],
  })
  const mapOf = (...places: ReturnType<typeof place>[]) =>
    marshal(image('alpine', { locations: places }), options).source

  test('list every op, also those that come from nowhere, but not the last', () => {
    const { def, source } = marshal(run(image('alpine')).root, options)
    expect([...(source?.locations ?? [])]).toEqual(def.slice(0, 2).map((bytes) => [digestOf(bytes), []]))
    expect(source?.infos).toEqual([])
  })

  test('hold files of the same name and content once, in the order of their first use', () => {
    const source = mapOf(place('a', 'x'), place('b', 'x'), place('a', 'x'), place('a', 'y'))
    expect(source?.infos.map(({ filename, language, data }) => [filename, language, data.length])).toEqual([
      ['a', 'Dockerfile', 1],
      ['b', 'Dockerfile', 1],
      ['a', 'Dockerfile', 1],
    ])
    const indexes = [...(source?.locations.values() ?? [])].flat().map(({ sourceIndex }) => sourceIndex)
    expect(indexes).toEqual([0, 1, 0, 2])
  })

  test('tell files apart whose definitions differ', () => {
    const first = place('a', 'x')
    const second = place('a', 'x')
    const other = marshal(local('other'), options)
    const { source } = marshal(image('alpine', { locations: [first, second] }), {
      ...options,
      definitionOf: (file) => (file === first.file ? origin : other),
    })
    expect(source?.infos.map(({ definition }) => definition)).toEqual([origin, other])
  })

  test('of ops with the same bytes are joined', () => {
    const once = (line: number) => image('alpine', { locations: [at(line)] })
    const { source } = marshal(merge([once(1), once(2)]), options)
    const [places] = [...(source?.locations.values() ?? [])]
    expect(places?.map(({ ranges }) => ranges[0]?.start.line)).toEqual([1, 2])
  })
})
