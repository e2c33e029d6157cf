import { describe, expect, test } from 'vitest'
import { allowedRegistries } from '../../src/extensions/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'
import { compileWith } from './compile.ts'

const digest = `sha256:${'a'.repeat(64)}`

describe('allowed registries', () => {
  const build = (text: string) =>
    compileDockerfile(text, { frontend: allowedRegistries(['docker.io/library', 'ghcr.io/myorg/']) })

  test.each([
    ['FROM alpine\n'],
    ['FROM ghcr.io/myorg/base:3\n'],
    ['FROM scratch\nCOPY --from=alpine /a /b\n'],
    ['FROM ghcr.io/other/x AS unused\nFROM alpine\n'],
  ])('%j is built', async (text) => {
    expect((await build(text)).error).toBeUndefined()
  })

  test.each([
    ['FROM someone/alpine', 'docker.io/someone/alpine'],
    ['FROM ghcr.io/myorganisation/x', 'ghcr.io/myorganisation/x'],
    ['FROM alpine\nCOPY --from=quay.io/x/y /a /b', 'quay.io/x/y'],
    ['FROM alpine\nRUN --mount=from=quay.io/x/y,target=/y z', 'quay.io/x/y'],
  ])('%j is refused', async (text, name) => {
    const { error, excerpt } = await build(`${text}\n`)
    expect(error?.code).toBe('policy')
    expect(error?.message).toBe(`policy allowed-registries: images from ${name} are not allowed`)
    expect(error?.hint).toBe('allowed are: docker.io/library, ghcr.io/myorg')
    if (!text.includes('--mount')) expect(excerpt).toContain(`>>> ${text.split('\n').at(-1)}`)
  })
})

describe('required digests', () => {
  test.each([
    [`FROM alpine@${digest} AS a\nFROM a\nCOPY --from=a /x /y\n`],
    [`ARG D=${digest}\nFROM alpine:3@$D\n`],
    ['FROM alpine AS unused\nFROM scratch\nCOPY a /\n'],
    ['FROM shared\n'],
  ])('%j is built', async (text) => {
    const contexts = { shared: { a: '' } }
    expect((await compileWith('required-digests', text, { contexts })).error).toBeUndefined()
  })

  test.each([
    ['FROM alpine:3', 'alpine:3'],
    ['FROM scratch\nCOPY --from=tools /a /b', 'tools'],
    ['FROM scratch\nRUN --mount=from=tools,target=/t x', 'tools'],
  ])('%j is refused', async (text, name) => {
    const { error, excerpt } = await compileWith('required-digests', `${text}\n`)
    expect(error?.message).toBe(`policy required-digests: the image ${name} is named without a digest`)
    expect(excerpt).toContain(`>>> ${text.split('\n').at(-1)}`)
  })
})

describe('no root', () => {
  test.each([
    ['FROM alpine', '>>> FROM alpine'],
    ['FROM alpine\nUSER app\nUSER root:app', '>>> USER root:app'],
    ['FROM alpine\nUSER 0', '>>> USER 0'],
  ])('%j is refused', async (text, place) => {
    const { error, excerpt } = await compileWith('no-root', `${text}\n`)
    expect(error?.message).toBe('policy no-root: the image runs as root')
    expect(excerpt).toContain(place)
  })

  test.each([['FROM alpine\nUSER app'], ['FROM alpine AS a\nUSER 1000:0\nFROM a\nRUN x']])(
    '%j is built',
    async (text) => {
      expect((await compileWith('no-root', `${text}\n`)).error).toBeUndefined()
    },
  )
})

describe('no secrets', () => {
  test.each([
    ['FROM alpine\nARG NPM_TOKEN', 'ARG NPM_TOKEN'],
    ['FROM alpine\nENV A=1 DB_PASSWORD=x', 'ENV DB_PASSWORD'],
  ])('%j is refused', async (text, what) => {
    const { error, excerpt } = await compileWith('no-secrets', `${text}\n`)
    expect(error?.message).toBe(
      `policy no-secrets: ${what} sounds like a secret, and would be kept in the image`,
    )
    expect(excerpt).toContain('>>> ')
  })

  test('a name that is harmless, or of a stage that is not built, is let through', async () => {
    const text = 'FROM alpine AS unused\nARG TOKEN\nFROM alpine\nARG TOKEN_FILE\nENV KEYBOARD=x\n'
    expect((await compileWith('no-secrets', text)).error).toBeUndefined()
  })
})
