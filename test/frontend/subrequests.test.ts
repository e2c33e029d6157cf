import { describe, expect, test } from 'vitest'
import { build, builtinSubrequests, type Subrequest } from '../../src/frontend/index.ts'
import { dockerfile, FakeGateway, textOf } from './fake-gateway.ts'

const call = (name: string, text: string, options = {}) =>
  new FakeGateway({ options: { requestid: `frontend.${name}`, ...options }, files: dockerfile(text) })

describe('subrequests', () => {
  test('describe lists those that clients may know of', async () => {
    const result = await build(call('subrequests.describe', 'FROM scratch\n'))
    expect(textOf(result, 'result.txt')).toBe(
      [
        'NAME                 VERSION DESCRIPTION',
        'outline              1.0.0   List all parameters current build target supports',
        'targets              1.0.0   List all targets current build supports',
        'subrequests.describe 1.0.0   List available subrequest types',
        '',
      ].join('\n'),
    )
    expect(JSON.parse(textOf(result, 'result.json'))[1]).toEqual({
      name: 'frontend.targets',
      version: '1.0.0',
      type: 'rpc',
      description: 'List all targets current build supports',
      opts: [],
      inputs: null,
      metadata: [
        { name: 'result.json', description: '' },
        { name: 'result.txt', description: '' },
      ],
      refs: null,
    })
  })

  test('outline tells of args, secrets and agents', async () => {
    const text =
      '# V is a version\nARG V=1\nFROM scratch AS app\nARG V\nRUN --mount=type=secret,id=s,required --mount=type=ssh x\n'
    const result = await build(call('outline', text))
    expect(textOf(result, 'result.txt')).toBe(
      'TARGET: app\n\nBUILD ARG   VALUE   DESCRIPTION\nV           1       is a version\n\n' +
        'SECRET   REQUIRED\ns        true\n\nSSH       REQUIRED\ndefault   \n\n',
    )
  })

  test('targets lists the stages without asking for anything', async () => {
    const gateway = call('targets', 'FROM missing/a AS base\n# b is last\nFROM base AS b\n')
    const result = await build(gateway)
    expect(textOf(result, 'result.txt')).toBe('TARGET      DESCRIPTION\nbase        \nb (default) is last\n')
    expect(gateway.resolves).toEqual([])
  })

  test('targets of a Dockerfile without stages are null', async () => {
    const result = await build(call('targets', 'ARG A\n'))
    expect(JSON.parse(textOf(result, 'result.json')).targets).toBeNull()
  })

  test('lint fails no build: it says what is wrong and with which code to exit', async () => {
    const result = await build(call('lint', 'FROM missing/a\nMAINTAINER me\n'))
    expect(textOf(result, 'result.statuscode')).toBe('1')
    expect(JSON.parse(textOf(result, 'result.json')).buildError.message).toBe(
      'missing/a: NotFound: docker.io/missing/a:latest: not found',
    )
  })

  test('convertllb writes ops as protobuf does', async () => {
    const text = 'FROM scratch\nCOPY --chown=7 <<E /f\nhi\nE\nRUN --mount=type=tmpfs,target=/t,size=1k x\n'
    const { def } = JSON.parse(textOf(await build(call('convertllb', text)), 'result.json'))
    const written = JSON.stringify(def)
    expect(written).toContain('"data":"aGkK"')
    expect(written).toContain('"mode":420')
    expect(written).toContain('"timestamp":"-1"')
    expect(written).toContain('"TmpfsOpt":{"size":"1024"}')
    const run = Object.values<object>(def).find((op) => 'exec' in op) ?? {}
    expect(Object.keys(run)).toEqual(['inputs', 'exec', 'platform', 'constraints'])
  })

  test('an unknown one is refused with its name', async () => {
    await expect(build(call('nonsense', 'FROM scratch\n'))).rejects.toMatchObject({
      message: 'unsupported request frontend.nonsense',
      details: [{ typeUrl: 'github.com/moby/buildkit/errdefs.Subrequest+json' }],
    })
  })

  test('errors have no place of their own', async () => {
    await expect(build(call('outline', 'FROM scratch\nRUM x\n'))).rejects.toMatchObject({
      message: expect.stringContaining('unknown instruction: RUM'),
      locations: [],
      details: [],
    })
  })

  test('one of our own is a row of the table', async () => {
    const hello: Subrequest = {
      name: 'frontend.hello',
      version: '0.1.0',
      description: 'Says hello',
      handle: async ({ file }) => ({ 'result.txt': `hello ${file.filename}\n` }),
    }
    const frontend = { subrequests: [...builtinSubrequests, hello] }
    const result = await build(call('hello', 'FROM scratch\n'), frontend)
    expect(textOf(result, 'result.txt')).toBe('hello Dockerfile\n')
    expect(textOf(result, 'version')).toBe('0.1.0')
  })
})
