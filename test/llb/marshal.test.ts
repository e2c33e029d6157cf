import { describe, expect, test } from 'vitest'
import {
  caps,
  type DescribedOp,
  deferred,
  describeDefinition,
  diff,
  digestOf,
  file,
  image,
  local,
  type MarshalOptions,
  marshal,
  merge,
  type Output,
  source,
} from '../../src/llb/index.ts'
import { options, platform, run, without } from './graph.ts'

const alpine = image('alpine')
const described = (output: Output | null, changes: Partial<MarshalOptions> = {}): readonly DescribedOp[] =>
  describeDefinition(marshal(output, { ...options, ...changes })).ops

test('each exec has its own environment and platform, whatever the one before it had', () => {
  const environments = [['A=1'], ['A=1'], ['B=2'], ['A=1'], []]
  const arm = { os: 'linux', architecture: 'arm64' }
  let output: Output | null = alpine
  for (const [index, env] of environments.entries()) {
    // The very same list, where the one before has the same content.
    const shared = index === 1 ? (environments[0] ?? []) : env
    output = run(output, { env: shared, constraints: index === 2 ? { platform: arm } : { platform } }).root
  }
  const execs = described(output).filter(({ kind }) => kind === 'exec')
  expect(execs.map(({ op }) => (op['exec'] as { meta: { env?: string[] } }).meta.env ?? [])).toEqual(
    environments,
  )
  expect(execs.map(({ op }) => (op['platform'] as { Architecture: string }).Architecture)).toEqual([
    platform.architecture,
    platform.architecture,
    'arm64',
    platform.architecture,
    platform.architecture,
  ])
})

describe('order of ops', () => {
  test('scratch is a definition without ops', () => {
    expect(marshal(null, options)).toEqual({ def: [], metadata: new Map() })
  })

  test('inputs come before their users, each op once, and the result last', () => {
    const base = run(alpine).root
    const left = run(base, { args: ['left'] }).root
    const right = run(base, { args: ['right'] }).root
    const ops = described(merge([left, right]))
    expect(ops.map(({ kind }) => kind)).toEqual(['source', 'exec', 'exec', 'exec', 'merge', 'result'])
    expect(ops.at(-1)?.op).toEqual({ inputs: [{ digest: ops.at(-2)?.digest }] })
  })

  test('the sources of a file op are visited from its last action to its first, but listed from the first', () => {
    const copy = (name: string) =>
      ({ type: 'copy', from: local(name), source: '/', destination: '/' }) as const
    const ops = described(file(alpine, [copy('one'), copy('two'), copy('three')]))
    const names = ops.map(({ op }) => (op['source'] as { identifier: string } | undefined)?.identifier)
    expect(names.slice(1, 4)).toEqual(['local://three', 'local://two', 'local://one'])
    const inputs = ops[4]?.op['inputs'] as { digest: string }[]
    expect(inputs.map(({ digest }) => ops.findIndex((op) => op.digest === digest))).toEqual([0, 3, 2, 1])
  })

  test('ops with the same bytes are one, with the metadata of both', () => {
    const once = (customName: string, extra: object) =>
      run(image('alpine', { customName }), { constraints: { customName, ...extra } }).root
    const merged = merge([once('a', { ignoreCache: true }), once('b', { description: { more: 'x' } })])
    const ops = described(merged)
    expect(ops.map(({ kind }) => kind)).toEqual(['source', 'exec', 'merge', 'result'])
    expect(ops[1]?.metadata).toMatchObject({
      ignoreCache: true,
      description: { 'llb.customname': 'b', more: 'x' },
    })
    expect(ops[2]?.op['inputs']).toEqual([{ digest: ops[1]?.digest }, { digest: ops[1]?.digest }])
  })
})

describe('the last op', () => {
  const lastCaps = (output: Output | null) => described(output).at(-1)?.metadata?.caps.toSorted()

  test('needs what the definition makes use of', () => {
    expect(lastCaps(alpine)).toEqual(['constraints', 'platform'])
    const all = { customName: 'x', ignoreCache: true, exportCache: false }
    expect(lastCaps(image('alpine', all))).toEqual([
      'constraints',
      'meta.description',
      'meta.exportcache',
      'meta.ignorecache',
      'platform',
    ])
  })
})

describe('platforms', () => {
  const arm = { os: 'linux', architecture: 'arm', variant: 'v7' }
  const onWire = (op: DescribedOp | undefined) => op?.op['platform']

  test('the default is for images and commands that have none', () => {
    const ops = described(run(alpine).root)
    expect(onWire(ops[0])).toEqual({ Architecture: 'amd64', OS: 'linux' })
    expect(onWire(ops[1])).toEqual({ Architecture: 'amd64', OS: 'linux' })
  })

  test('local, git and http sources, files, merges and diffs have none', () => {
    const files = file(local('context', { platform: arm }), [{ type: 'mkdir', path: '/a', mode: 0o755 }])
    const ops = described(diff(merge([files, source('https://host/x', {}, [], {})]), files))
    expect(ops.map(onWire)).toEqual(ops.map(() => undefined))
  })

  test('commands inherit that of their root, through files, merges and deferred outputs', () => {
    const base = image('alpine', { platform: { ...arm, osVersion: '1', osFeatures: ['f'] } })
    const files = file(
      deferred(() => base),
      [{ type: 'mkdir', path: '/a', mode: 0o755 }],
      { platform },
    )
    const ops = described(run(merge([files, local('context')])).root)
    expect(onWire(ops.find(({ kind }) => kind === 'exec'))).toEqual({
      Architecture: 'arm',
      OS: 'linux',
      Variant: 'v7',
      OSVersion: '1',
      OSFeatures: ['f'],
    })
  })

  test('one graph is marshalled for several platforms', () => {
    const graph = run(alpine).root
    const first = marshal(graph, options)
    const other = marshal(graph, { ...options, platform: arm })
    expect(marshal(graph, options).def).toEqual(first.def)
    expect(digestOf(other.def[1] as Uint8Array)).not.toBe(digestOf(first.def[1] as Uint8Array))
  })
})

describe('PATH', () => {
  const command = (env: readonly string[]) => run(alpine, { env }).root
  const outcome = (output: Output | null, changes: Partial<MarshalOptions>) => {
    const { op, metadata } = described(output, changes)[1] as DescribedOp
    const { meta } = op['exec'] as { meta: { env?: readonly string[] } }
    return { env: meta.env ?? [], needs: metadata?.caps.includes(caps.execMetaSetsDefaultPath) }
  }
  const old = without(caps.execMetaSetsDefaultPath)

  test('is left to a daemon that sets it', () => {
    expect(outcome(command(['A=1']), {})).toEqual({ env: ['A=1'], needs: true })
  })

  test('is added for a daemon that does not, where the command has none', () => {
    const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
    expect(outcome(command(['A=1', 'PATHS=2']), { caps: old })).toEqual({
      env: ['A=1', 'PATHS=2', path],
      needs: false,
    })
    expect(outcome(command(['PATH=/mine']), { caps: old }).env).toEqual(['PATH=/mine'])
    const windows = { platform: { os: 'windows', architecture: 'amd64' }, caps: old }
    expect(outcome(command([]), windows).env).toEqual([])
  })

  test('is nobody’s business where nothing is known of the daemon', () => {
    const { definitionOf: _, caps: __, ...unknown } = options
    const op = describeDefinition(marshal(command([]), unknown)).ops[1]
    expect(op?.metadata?.caps).toEqual([caps.execMetaBase, caps.execMountBind])
  })
})

describe('deferred outputs', () => {
  test('are settled while marshalling, and stand for scratch where they are null', () => {
    const scratch = deferred(() => null)
    expect(marshal(scratch, options).def).toEqual([])
    const ops = described(run(deferred(() => scratch)).root)
    expect(ops.map(({ kind }) => kind)).toEqual(['exec', 'result'])
    expect(marshal(run(deferred(() => alpine)).root, options)).toEqual(marshal(run(alpine).root, options))
  })

  test('that go in a circle are an error', () => {
    const circle: Output = deferred(() => circle)
    expect(() => marshal(circle, options)).toThrow('deferred output depends on itself')
    const self: Output | null = run(deferred(() => self)).root
    expect(() => marshal(self, options)).toThrow('an op depends on itself')
  })
})

describe('invalid ops', () => {
  test.each([
    ['arguments are required', () => run(alpine, { args: [] }).root],
    ['working directory is required', () => run(alpine, { cwd: '' }).root],
    ['action is required', () => file(alpine, [])],
    ["source identifier can't be empty", () => source('', {}, [], {})],
    [
      'merge must have at least 2 inputs',
      () => ({ op: { kind: 'merge', inputs: [alpine], constraints: {} }, index: 0 }) as const,
    ],
  ])('%s', (message, make) => {
    expect(() => marshal(make(), options)).toThrow(message)
  })
})

test('a chain of 50,000 commands costs no more for each than a short one', () => {
  const chain = (length: number): number => {
    let output: Output | null = image('alpine')
    for (let count = 0; count < length; count++) output = run(output, { args: [`step ${count}`] }).root
    const sha256 = (bytes: Uint8Array) => {
      let hash = 7
      for (const byte of bytes) hash = (hash * 31 + byte) >>> 0
      return `${hash.toString(16)}-${bytes.length}`.padStart(64, '0')
    }
    const start = performance.now()
    const { def } = marshal(output, { ...options, sha256 })
    expect(def.length).toBeGreaterThan(length * 0.99)
    return performance.now() - start
  }
  chain(2_000)
  const short = chain(5_000)
  const long = chain(50_000)
  // Ten times the length; a wide margin, as only a different order of growth is a mistake.
  expect(long).toBeLessThan(Math.max(short, 5) * 10 * 6)
})
