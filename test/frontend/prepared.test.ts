import { describe, expect, test } from 'vitest'
import { build } from '../../src/frontend/index.ts'
import { describeOp } from '../../src/llb/index.ts'
import { dockerfile, FakeGateway, type FakeGatewayOptions } from './fake-gateway.ts'

/** What the reference is about to do, or has been asked for: each off until a build arg switches it on. */
async function outcomeOf(fake: FakeGatewayOptions) {
  const gateway = new FakeGateway(fake)
  const error = await build(gateway).then(
    () => undefined,
    (reason: Error) => reason.message,
  )
  return { gateway, error }
}

const sourcesOf = ({ lastOps }: FakeGateway) =>
  lastOps.flatMap((op) => (op['source'] === undefined ? [] : [op['source']])) as {
    readonly identifier: string
    readonly attrs?: Readonly<Record<string, string>>
  }[]

describe('SLIPWAY_LAZY_IGNORE_FILE', () => {
  const on = { 'build-arg:SLIPWAY_LAZY_IGNORE_FILE': '1' }
  const contextSolves = ({ solvedSources }: FakeGateway) =>
    solvedSources.filter((source) => source === 'local://context').length

  test.each([
    'FROM alpine\nRUN x\n',
    'FROM alpine AS a\nFROM scratch\nCOPY --from=a /a /a\n',
    'FROM alpine\nADD https://example.com/a.git /a\nADD https://example.com/a /b\nCOPY <<E /c\nE\n',
    'FROM alpine\nRUN --mount=type=cache,target=/c --mount=type=tmpfs,target=/t --mount=type=secret,id=s x\n',
    'FROM alpine AS unused\nCOPY a /a\nFROM alpine\nRUN x\n',
  ])('asks for nothing of a context that %j does not use', async (text) => {
    const off = await outcomeOf({ files: dockerfile(text) })
    expect([off.error, contextSolves(off.gateway)]).toEqual([undefined, 1])
    const lazy = await outcomeOf({ options: on, files: dockerfile(text) })
    expect([lazy.error, contextSolves(lazy.gateway)]).toEqual([undefined, 0])
    expect(lazy.gateway.lastOps).toEqual(off.gateway.lastOps)
  })

  test.each([
    'FROM alpine\nCOPY a /a\n',
    'FROM alpine\nARG U=https://example.com/a\nADD $U /a\n',
    'FROM alpine\nRUN --mount=target=/src x\n',
    'FROM alpine\nARG T=bind\nRUN --mount=type=$T,target=/src x\n',
    'FROM alpine AS a\nCOPY a /a\nFROM scratch\nCOPY --from=a /a /a\n',
    'FROM alpine\nONBUILD COPY x /x\nCOPY a /a\n',
  ])('changes nothing for %j', async (text) => {
    const files = { ...dockerfile(text), 'local://context': { '.dockerignore': 'b\n' } }
    const off = await outcomeOf({ files })
    const lazy = await outcomeOf({ options: on, files })
    expect(lazy.error).toBeUndefined()
    expect(lazy.gateway.lastOps).toEqual(off.gateway.lastOps)
    expect(lazy.gateway.fileQuestions).toEqual(off.gateway.fileQuestions)
  })

  test('an ignore file that is wrong fails the build only where it is used', async () => {
    const files = (text: string) => ({ ...dockerfile(text), 'local://context': { '.dockerignore': '[\n' } })
    const unused = 'FROM alpine\nRUN x\n'
    expect((await outcomeOf({ files: files(unused) })).error).toBe('syntax error in pattern')
    expect((await outcomeOf({ options: on, files: files(unused) })).error).toBeUndefined()
    const used = await outcomeOf({ options: on, files: files('FROM alpine\nCOPY a /\n') })
    expect(used.error).toBe('syntax error in pattern')
  })
})

describe('SLIPWAY_GIT_FETCH', () => {
  const on = { 'build-arg:SLIPWAY_GIT_FETCH': '1' }
  const add = (query: string) => dockerfile(`FROM alpine\nADD https://example.com/a.git?${query} /a\n`)

  test.each([
    ['fetch-depth=3', { 'git.fetchdepth': '3' }, ['source.git.fetchdepth']],
    ['fetch-depth=0', { 'git.fetchdepth': '0' }, ['source.git.fetchdepth']],
    ['fetch-tags', { 'git.fetchtags': 'true' }, ['source.git.fetchtags']],
    [
      'fetch-tags=true&fetch-depth=1',
      { 'git.fetchdepth': '1', 'git.fetchtags': 'true' },
      ['source.git.fetchdepth', 'source.git.fetchtags'],
    ],
    ['fetch-tags=false', {}, []],
  ])('takes %s', async (query, attrs, caps) => {
    const { gateway, error } = await outcomeOf({ options: on, files: add(query) })
    expect(error).toBeUndefined()
    const [source] = sourcesOf(gateway).filter(({ identifier }) => identifier.startsWith('git://'))
    const asked = Object.entries(source?.attrs ?? {}).filter(([name]) => name.startsWith('git.fetch'))
    expect(Object.fromEntries(asked)).toEqual(attrs)
    const { definition } = gateway.solves.at(-1) ?? {}
    const needed = [...(definition?.metadata.values() ?? [])].flatMap((op) => op.caps)
    expect(needed.filter((cap) => cap.startsWith('source.git.fetch'))).toEqual(caps)
    const off = await outcomeOf({ files: add(query) })
    expect(off.error).toMatch(/query "fetch-/)
  })

  test.each(['-1', 'x', '2147483648', '1.0'])('refuses fetch-depth=%s', async (depth) => {
    const { error } = await outcomeOf({ options: on, files: add(`fetch-depth=${depth}`) })
    expect(error).toBe(`invalid fetch-depth value: "${depth}"`)
  })

  test('holds for contexts, named ones too', async () => {
    const url = 'https://example.com/app.git?fetch-depth=2'
    const { gateway, error } = await outcomeOf({
      options: { ...on, context: url, 'context:lib': `${url}&fetch-tags` },
      files: { 'git://example.com/app.git': { Dockerfile: 'FROM alpine\nCOPY a /\nCOPY --from=lib b /\n' } },
    })
    expect(error).toBeUndefined()
    expect(
      sourcesOf(gateway).map(({ attrs }) => [attrs?.['git.fetchdepth'], attrs?.['git.fetchtags']]),
    ).toEqual(
      expect.arrayContaining([
        ['2', undefined],
        ['2', 'true'],
      ]),
    )
    const first = gateway.solves[0]?.definition?.def[0]
    expect(first && describeOp(first)['source']).toMatchObject({ attrs: { 'git.fetchdepth': '2' } })
  })
})

describe('SLIPWAY_SSH_CONTEXTS', () => {
  const files = dockerfile('FROM alpine\nCOPY --from=lib a /\n')
  const named = { 'context:lib': 'ssh://git@example.com:2222/org/lib.git#v1:sub' }

  test('takes a repository over ssh as a named context', async () => {
    const on = { ...named, 'build-arg:SLIPWAY_SSH_CONTEXTS': '1' }
    const { gateway, error } = await outcomeOf({ options: on, files })
    expect(error).toBeUndefined()
    expect(sourcesOf(gateway)).toContainEqual(
      expect.objectContaining({
        identifier: 'git://example.com:2222/org/lib.git#v1:sub',
        attrs: expect.objectContaining({
          'git.fullurl': 'ssh://git@example.com:2222/org/lib.git',
          'git.mountsshsock': 'default',
        }),
      }),
    )
    const off = await outcomeOf({ options: named, files })
    expect(off.error).toBe('unsupported context source ssh for lib')
  })
})
