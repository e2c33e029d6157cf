import { describe, expect, test } from 'vitest'
import type { ExecOp } from '../../src/llb/index.ts'
import { compile, type Surroundings } from './compile.ts'

async function execOf(text: string, surroundings?: Surroundings): Promise<ExecOp> {
  const { result } = await compile(text, surroundings)
  const op = result.output?.op
  if (op?.kind !== 'exec') throw new Error('the target is no exec')
  return op
}

const run = (flags: string, surroundings?: Surroundings) =>
  execOf(`FROM alpine\nRUN ${flags} x\n`, surroundings)

describe('RUN', () => {
  test.each([
    ['RUN a b', ['/bin/sh', '-c', 'a b']],
    ['RUN ["a", "b"]', ['a', 'b']],
    ['SHELL ["/bin/bash", "-c"]\nRUN a', ['/bin/bash', '-c', 'a']],
    ['RUN <<EOF\na\nb\nEOF', ['/bin/sh', '-c', 'a\nb\n']],
    ['RUN <<-EOF\n\ta\nEOF', ['/bin/sh', '-c', 'a\n']],
    ['RUN cat <<A <<B\na\nA\nb\nB', ['/bin/sh', '-c', 'cat <<A <<B\na\nA\nb\nB']],
    ['RUN <<EOF\n#!/bin/x\nEOF', ['/bin/sh', '-c', '/dev/pipes/EOF']],
  ])('%j', async (text, args) => {
    expect((await execOf(`FROM alpine\n${text}\n`)).args).toEqual(args)
  })

  test('what the history says of build args follows each change of them', async () => {
    const { image } = await compile(
      'FROM alpine\nRUN a\nARG A=1\nRUN b\nRUN c\nENV A=2\nRUN d\nARG B\nRUN e\n',
    )
    expect(
      image.history.filter(({ createdBy }) => createdBy?.startsWith('RUN')).map(({ createdBy }) => createdBy),
    ).toEqual([
      'RUN /bin/sh -c a # buildkit',
      'RUN |1 A=1 /bin/sh -c b # buildkit',
      'RUN |1 A=1 /bin/sh -c c # buildkit',
      'RUN |1 A=2 /bin/sh -c d # buildkit',
      'RUN |2 A=2 B= /bin/sh -c e # buildkit',
    ])
  })

  test('a script is a file of its own', async () => {
    const { mounts } = await execOf('FROM alpine\nRUN <<EOF\n#!/bin/x\nEOF\n')
    expect(mounts).toMatchObject([{ type: 'bind', target: '/dev/pipes/', selector: '/', readOnly: true }])
  })

  test('takes what the build asks for', async () => {
    const exec = await run('', {
      options: {
        hostname: 'h',
        network: 'host',
        extraHosts: [{ host: 'a', ip: '10.0.0.1' }],
        shmSize: 64,
        cgroupParent: 'cg',
        buildArgs: new Map([
          ['HTTP_PROXY', 'a'],
          ['http_proxy', 'b'],
        ]),
        noCache: 'all',
      },
    })
    expect(exec).toMatchObject({
      hostname: 'h',
      network: 'host',
      cgroupParent: 'cg',
      mounts: [{ type: 'tmpfs', target: '/dev/shm', size: 64 }],
      proxy: { httpProxy: 'b' },
      constraints: { ignoreCache: true },
    })
  })

  test('does without what the daemon cannot do', async () => {
    const exec = await run('', {
      options: { shmSize: 64, cgroupParent: 'cg' },
      missingCaps: ['exec.mount.tmpfs.size', 'exec.meta.cgroup.parent'],
    })
    expect(exec.mounts).toEqual([])
    expect(exec.cgroupParent).toBeUndefined()
  })

  test('shows secrets as stars in the progress output', async () => {
    const { names } = await compile(
      'FROM alpine\nENV TOKEN=known\nRUN --mount=type=secret,id=t,env=TOKEN use $TOKEN\n',
    )
    expect(names.at(-1)).toBe('[stage-0 2/2] RUN --mount=type=secret,id=t,env=TOKEN use ****')
  })
})

describe('RUN --mount', () => {
  test.each([
    ['target=/m', { type: 'bind', target: '/m', readOnly: true }],
    ['target=m', { type: 'bind', target: '/m' }],
    ['target=/m,rw', { type: 'bind', target: '/m', noOutput: true }],
    ['target=/m,source=a/b', { type: 'bind', selector: '/a/b' }],
    ['type=cache,target=/c/', { type: 'cache', id: '//c', sharing: 'shared', source: null }],
    ['type=cache,target=/c,id=x,sharing=locked', { type: 'cache', id: '/x', sharing: 'locked' }],
    ['type=cache,target=/c,uid=5', { type: 'cache', selector: '/cache' }],
    ['type=tmpfs,target=/t,size=1k', { type: 'tmpfs', size: 1024 }],
    ['type=secret,id=s', { type: 'secret', target: '/run/secrets/s', mode: 0o400, optional: true }],
    ['type=secret,target=/d/s,required', { type: 'secret', id: 's', target: '/d/s', optional: false }],
    ['type=ssh,id=k,mode=0666', { type: 'ssh', id: 'k', target: '', mode: 0o666 }],
  ])('%s', async (mount, expected) => {
    const { mounts } = await run(`--mount=${mount}`)
    expect(mounts[0]).toMatchObject(expected)
  })

  test('a secret for a variable alone is no file', async () => {
    const exec = await run('--mount=type=secret,id=s,env=S')
    expect(exec.mounts).toEqual([])
    expect(exec.secretEnv).toEqual([{ id: 's', name: 'S', optional: true }])
  })

  test.each([
    ['target=/', 'invalid mount target "/"'],
    ['type=ssh,source=/a', 'ssh does not support source'],
  ])('%s is refused', async (mount, message) => {
    await expect(run(`--mount=${mount}`)).rejects.toThrow(message)
  })

  test('of the build context narrow what is transferred', async () => {
    expect((await compile('FROM alpine\nRUN --mount=source=a,target=/a x\n')).contextPaths).toEqual(['a'])
  })
})
