import { describe, expect, test } from 'vitest'
import {
  apiVersion,
  defineFrontend,
  defineInstruction,
  definePolicy,
  extendInstruction,
  type Plan,
  type StageBuilder,
} from '../../src/index.ts'
import { diff, merge } from '../../src/llb/public.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const doing = (convert: (stage: StageBuilder) => void) =>
  defineFrontend({
    name: 'm',
    instructions: [defineInstruction({ name: 'DO', convert: (_, stage) => convert(stage) })],
  })

describe('a command', () => {
  test('has user, directory, variables and exit codes of its own, and all that the build asked for', async () => {
    const { ops, image, error } = await compileDockerfile(
      'FROM alpine\nENV A=1 B=2\nUSER me\nWORKDIR /w\nDO\nRUN x\n',
      {
        frontend: doing((stage) => {
          stage.exec({
            args: ['make'],
            user: 'root',
            cwd: '/src',
            env: { B: 'own', C: '3' },
            validExitCodes: [0, 2],
            title: 'make it',
          })
          stage.commit('DO', { layer: true })
        }),
        options: { hostname: 'here', 'add-hosts': 'db=10.0.0.1', 'force-network-mode': 'host' },
      },
    )
    expect(error).toBeUndefined()
    const execs = ops.flatMap(({ op }) => ('exec' in op ? [op['exec'] as Record<string, unknown>] : []))
    expect(execs[0]).toMatchObject({
      network: 'HOST',
      meta: {
        args: ['make'],
        cwd: '/src',
        user: 'root',
        hostname: 'here',
        validExitCodes: [0, 2],
        extraHosts: [{ Host: 'db', IP: '10.0.0.1' }],
      },
    })
    const env = (execs[0] as { meta: { env: string[] } }).meta.env
    expect(env.filter((entry) => !entry.startsWith('PATH='))).toEqual(['A=1', 'B=own', 'C=3'])
    // What follows is as if nothing had been.
    expect(execs[1]).toMatchObject({ meta: { cwd: '/w', user: 'me' } })
    expect(JSON.stringify(execs[1])).toContain('"B=2"')
    expect(image?.config).toMatchObject({ user: 'me', workingDir: '/w' })
  })

  test('leaves what its mounts hold', async () => {
    const { ops, error } = await compileDockerfile('FROM alpine\nDO\n', {
      frontend: doing((stage) => {
        const { mount, root } = stage.exec({
          args: ['make'],
          mounts: [{ type: 'bind', target: '/out', source: null }],
        })
        expect(root).toBe(stage.output)
        expect(() => mount('/nothing')).toThrow('invalid mount: /nothing')
        stage.file([{ type: 'copy', from: mount('/out'), source: '/', destination: '/app' }])
        stage.commit('DO', { layer: true })
      }),
    })
    expect(error).toBeUndefined()
    const copy = ops.at(-1)
    expect(copy?.op).toMatchObject({
      inputs: [{ digest: ops[1]?.digest }, { digest: ops[1]?.digest, index: 1 }],
    })
  })

  test('has its cache mounts in the namespace of the build, whoever makes them', async () => {
    const cache = { type: 'cache', target: '/c', source: null, sharing: 'shared' } as const
    const frontend = defineFrontend({
      name: 'm',
      use: [
        doing((stage) => {
          stage.exec({ args: ['x'], mounts: [{ ...cache, id: 'npm' }] })
          stage.commit('DO', { layer: true })
        }),
      ],
      instructions: [
        extendInstruction('RUN', {
          convert: (run, _stage, { next }) =>
            next(run, {
              exec: (request) => ({
                ...request,
                mounts: [...(request.mounts ?? []), { ...cache, target: '/d', id: 'own' }],
              }),
            }),
        }),
      ],
    })
    const text = 'FROM alpine\nDO\nRUN --mount=type=cache,id=theirs,target=/e y\n'
    const idsOf = async (buildArgs: Record<string, string>) => {
      const { ops } = await compileDockerfile(text, { frontend, buildArgs })
      return [...JSON.stringify(ops).matchAll(/"cacheOpt":\{"ID":"([^"]*)"/g)].map(([, id]) => id)
    }
    expect(await idsOf({})).toEqual(['npm', 'own', '/theirs'])
    expect(await idsOf({ BUILDKIT_CACHE_MOUNT_NS: 'team' })).toEqual(['team/npm', 'team/own', 'team/theirs'])
  })

  test('and other ops may be one line of the progress output', async () => {
    const { ops } = await compileDockerfile('FROM alpine\nDO\n', {
      frontend: doing((stage) => {
        const progressGroup = stage.step().group('DO as one')
        const below = stage.output
        stage.file([{ type: 'mkdir', path: '/a', mode: 0o755 }], { progressGroup })
        stage.output = merge([below, diff(below, stage.output, { progressGroup })], { progressGroup })
        stage.commit('DO', { layer: true })
      }),
    })
    const groups = ops.slice(1).map(({ metadata }) => metadata?.progressGroup)
    expect(groups).toHaveLength(3)
    for (const group of groups) expect(group).toMatchObject({ name: '[2/2] DO as one', id: groups[0]?.id })
  })
})

describe('the plan', () => {
  test('has instructions with variables replaced, and the values of variables', async () => {
    const plans: Plan[] = []
    const look = definePolicy({ name: 'look', check: (plan) => void plans.push(plan) })
    const text = 'FROM alpine AS a\nARG V=1\nENV B=b$V\nFROM a\nUSER u$B\nWORKDIR /$V/$B\n'
    await compileDockerfile(text, { frontend: defineFrontend({ name: 'm', policies: [look] }) })
    const [seen] = plans
    const [first, second] = seen?.stages ?? []
    expect(first?.expanded).toMatchObject([
      { kind: 'arg' },
      { kind: 'env', pairs: [{ key: 'B', value: 'b1' }] },
    ])
    expect(second?.expanded).toMatchObject([
      { kind: 'user', user: 'ub1' },
      { kind: 'workdir', path: '/1/b1' },
    ])
    expect(second?.instructions).toMatchObject([{ user: 'u$B' }, { path: '/$V/$B' }])
    expect(seen?.variables.map(({ name, value }) => [name, value])).toEqual([
      ['V', '1'],
      ['B', 'b1'],
    ])
  })

  test('takes annotations and metadata of the result', async () => {
    const note = definePolicy({
      name: 'note',
      check(plan) {
        plan.annotations.set('org.example.team', 'a')
        plan.metadata.set('org.example.checked', 'yes')
      },
    })
    const frontend = defineFrontend({ name: 'm', policies: [note] })
    const one = await compileDockerfile('FROM alpine\n', { frontend })
    expect(one.metadata).toMatchObject({
      'annotation-manifest.org.example.team': 'a',
      'org.example.checked': 'yes',
    })
    const two = await compileDockerfile('FROM alpine\n', { frontend, platform: 'linux/amd64,linux/arm64' })
    expect(two.metadata).toMatchObject({
      'annotation-manifest[linux/amd64].org.example.team': 'a',
      'annotation-manifest[linux/arm64].org.example.team': 'a',
      'org.example.checked/linux/arm64': 'yes',
    })
  })
})

describe('the version of the API', () => {
  test.each([[{}], [{ apiVersion }]])('%j is this one', async (version) => {
    const { error } = await compileDockerfile('FROM alpine\n', { frontend: { name: 'm', ...version } })
    expect(error).toBeUndefined()
  })

  test.each([[2], ['1'], [null]])('%j is refused, also of what is used', async (version) => {
    const part = { ...doing(() => {}), name: 'part', apiVersion: version as number }
    const { error } = await compileDockerfile('FROM alpine\n', {
      frontend: defineFrontend({ name: 'm', use: [part] }),
    })
    expect(error?.message).toBe(
      `extension part: it is made for version ${version} of the API, and this frontend has version 1`,
    )
  })
})
