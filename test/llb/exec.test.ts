import { describe, expect, test } from 'vitest'
import {
  describeDefinition,
  type ExecMount,
  type ExecOp,
  image,
  local,
  marshal,
  type Output,
} from '../../src/llb/index.ts'
import { options, run } from './graph.ts'

const alpine = image('alpine')
const context = local('context')

function describeExec(output: Output | null) {
  const op = describeDefinition(marshal(output, options)).ops.findLast(({ kind }) => kind === 'exec')
  if (!op) throw new Error('no exec')
  const exec = op.op['exec'] as { meta: Record<string, unknown>; mounts: Record<string, unknown>[] }
  return { ...exec, inputs: op.op['inputs'], caps: op.metadata?.caps.toSorted() ?? [] }
}
const withFields = (fields: Partial<ExecOp>) => describeExec(run(alpine, fields).root)
const withMounts = (...mounts: ExecMount[]) => withFields({ mounts })

describe('mounts', () => {
  test('are sorted by the bytes of their targets, and count their results in that order', () => {
    const bind = (target: string): ExecMount => ({ type: 'bind', target, source: null })
    const { mounts } = withMounts(bind('/b'), bind('/\u{1F600}'), bind('/\uFFFD'), bind('.'), bind('/a'))
    expect(mounts.map(({ dest, output }) => [dest, output ?? 0])).toEqual([
      ['.', 0],
      ['/', 1],
      ['/a', 2],
      ['/b', 3],
      ['/\uFFFD', 4],
      ['/\u{1F600}', 5],
    ])
  })

  test('with the same source share an input', () => {
    const { inputs, mounts } = withMounts(
      { type: 'bind', target: '/a', source: context, readOnly: true, selector: 'x' },
      { type: 'bind', target: '/b', source: context, noOutput: true },
      { type: 'bind', target: '/c', source: alpine, readOnly: true },
    )
    expect(inputs).toHaveLength(2)
    expect(mounts).toEqual([
      { dest: '/' },
      { input: 1, selector: 'x', dest: '/a', output: -1, readonly: true },
      { input: 1, dest: '/b', output: -1 },
      { dest: '/c', output: -1, readonly: true },
    ])
  })

  test('of more sources than a few are told apart as well', () => {
    const sources = Array.from({ length: 20 }, (_, index) => local(`context${index}`))
    const mounts = [...sources, ...sources].map(
      (source, index): ExecMount => ({ type: 'bind', target: `/m${index + 10}`, source, readOnly: true }),
    )
    const { inputs, mounts: written } = withMounts(...mounts)
    expect(inputs).toHaveLength(21)
    expect(written.slice(1).map(({ input }) => input)).toEqual(
      [...sources, ...sources].map((_, at) => (at % 20) + 1),
    )
  })

  test('of cache and tmpfs have no result', () => {
    const { mounts, caps } = withMounts(
      { type: 'cache', target: '/c', source: null, id: 'one', sharing: 'locked' },
      { type: 'cache', target: '/d', source: context, id: 'two', sharing: 'shared', selector: 'd' },
      { type: 'tmpfs', target: '/t', size: 4096 },
      { type: 'tmpfs', target: '/u' },
    )
    expect(mounts.slice(1)).toEqual([
      { input: -1, dest: '/c', output: -1, mountType: 'CACHE', cacheOpt: { ID: 'one', sharing: 'LOCKED' } },
      { input: 1, selector: 'd', dest: '/d', output: -1, mountType: 'CACHE', cacheOpt: { ID: 'two' } },
      { input: -1, dest: '/t', output: -1, mountType: 'TMPFS', TmpfsOpt: { size: 4096 } },
      { input: -1, dest: '/u', output: -1, mountType: 'TMPFS', TmpfsOpt: {} },
    ])
    expect(caps).toEqual([
      'exec.meta.base',
      'exec.meta.setsdefaultpath',
      'exec.mount.bind',
      'exec.mount.cache',
      'exec.mount.cache.sharing',
      'exec.mount.selector',
      'exec.mount.tmpfs',
      'exec.mount.tmpfs.size',
    ])
  })

  test('of secrets and ssh agents come last, secrets first', () => {
    const session = { uid: 1, gid: 2, mode: 0o400, optional: true }
    const { mounts, meta, caps } = withMounts(
      { type: 'ssh', target: '', id: 'default', ...session },
      { type: 'secret', target: '/run/secrets/b', id: 'b', ...session },
      { type: 'ssh', target: '/agent', id: 'other', uid: 0, gid: 0, mode: 0o600, optional: false },
      { type: 'secret', target: '/a', id: 'a', ...session },
      { type: 'tmpfs', target: '/z' },
    )
    const opt = { uid: 1, gid: 2, mode: 0o400, optional: true }
    expect(mounts.slice(2)).toEqual([
      { input: -1, dest: '/run/secrets/b', mountType: 'SECRET', secretOpt: { ID: 'b', ...opt } },
      { input: -1, dest: '/a', mountType: 'SECRET', secretOpt: { ID: 'a', ...opt } },
      { input: -1, dest: '/run/buildkit/ssh_agent.0', mountType: 'SSH', SSHOpt: { ID: 'default', ...opt } },
      { input: -1, dest: '/agent', mountType: 'SSH', SSHOpt: { ID: 'other', mode: 0o600 } },
    ])
    expect(meta['env']).toEqual(['SSH_AUTH_SOCK=/run/buildkit/ssh_agent.0'])
    expect(caps).toContain('exec.mount.secret')
    expect(caps).toContain('exec.mount.ssh')
  })

  test('of ssh agents leave an SSH_AUTH_SOCK that is there', () => {
    const agent: ExecMount = { type: 'ssh', target: '/s', id: 'x', uid: 0, gid: 0, mode: 0, optional: false }
    const { meta } = withFields({ env: ['SSH_AUTH_SOCK=/mine'], mounts: [agent] })
    expect(meta['env']).toEqual(['SSH_AUTH_SOCK=/mine'])
  })
})

describe('fields', () => {
  test('that are not given stay away', () => {
    expect(withFields({})).toEqual({
      meta: { args: ['/bin/true'], cwd: '/', removeMountStubsRecursive: true },
      mounts: [{ dest: '/' }],
      inputs: [expect.anything()],
      caps: ['exec.meta.base', 'exec.meta.setsdefaultpath', 'exec.mount.bind'],
    })
  })

  test('go where the protocol has them', () => {
    const exec = withFields({
      args: ['sh', '-c', ''],
      user: 'me',
      hostname: 'host',
      network: 'none',
      security: 'insecure',
      proxy: { httpProxy: 'h', httpsProxy: 's', ftpProxy: 'f', noProxy: 'n', allProxy: 'a' },
      extraHosts: [{ host: 'a', ip: '::1' }],
      ulimits: [{ name: 'nofile', soft: -1, hard: 2 ** 63 }],
      cgroupParent: 'group',
      devices: [{ name: 'gpu', optional: true }],
      validExitCodes: [0, 3, 255],
      secretEnv: [{ id: 'token', name: 'TOKEN', optional: false }],
      constraints: { linuxResources: { memory: 5 } },
    })
    expect(exec).toMatchObject({
      meta: {
        args: ['sh', '-c', ''],
        user: 'me',
        hostname: 'host',
        proxy_env: { http_proxy: 'h', https_proxy: 's', ftp_proxy: 'f', no_proxy: 'n', all_proxy: 'a' },
        extraHosts: [{ Host: 'a', IP: '::1' }],
        ulimit: [{ Name: 'nofile', Soft: -1, Hard: String(2n ** 63n - 1n) }],
        cgroupParent: 'group',
        validExitCodes: [0, 3, 255],
      },
      network: 'NONE',
      security: 'INSECURE',
      secretenv: [{ ID: 'token', name: 'TOKEN' }],
      cdiDevices: [{ name: 'gpu', optional: true }],
    })
    expect(exec.caps).toEqual([
      'exec.meta.base',
      'exec.meta.cdi',
      'exec.meta.linux.resources',
      'exec.meta.network',
      'exec.meta.proxyenv',
      'exec.meta.security',
      'exec.meta.setsdefaultpath',
      'exec.meta.ulimit',
      'exec.mount.bind',
      'exec.mount.secret',
      'exec.secretenv',
      'exec.validexitcode',
    ])
  })
})

describe('results', () => {
  const bind = (target: string, more: object = {}): ExecMount => ({
    type: 'bind',
    target,
    source: context,
    ...more,
  })

  test('of mounts are outputs; what is read-only stays what it was', () => {
    const result = run(alpine, { mounts: [bind('/b'), bind('/a'), bind('/r', { readOnly: true })] })
    expect(result.root).toEqual({ op: result.op, index: 0 })
    expect(result.mount('/')).toBe(result.root)
    expect(result.mount('/a')?.index).toBe(1)
    expect(result.mount('/b')?.index).toBe(2)
    expect(result.mount('/r')).toBe(context)
    expect(run(alpine, { readOnlyRoot: true }).root).toBe(alpine)
    expect(run(alpine, { readOnlyRoot: true, mounts: [bind('/a')] }).mount('/a')?.index).toBe(0)
  })

  test.each<[string, string, ExecMount[]]>([
    ['/t', "tmpfs mount for /t can't be used as a parent", [{ type: 'tmpfs', target: '/t' }]],
    ['/n', "mount marked no-output and /n can't be used as a parent", [bind('/n', { noOutput: true })]],
    ['/c', 'invalid mount: /c', [{ type: 'cache', target: '/c', source: null, id: 'c', sharing: 'shared' }]],
    ['/x', 'invalid mount: /x', []],
  ])('%s is no output', (target, message, mounts) => {
    expect(() => run(alpine, { mounts }).mount(target)).toThrow(message)
  })
})
