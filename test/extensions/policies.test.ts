import { describe, expect, test } from 'vitest'
import { allowedRegistries, noRoot, noSecrets } from '../../src/extensions/index.ts'
import { defineFrontend, defineInstruction } from '../../src/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'
import { boxed, compileWith } from './compile.ts'

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
    ['FROM alpine\nUSER +0', '>>> USER +0'],
    ['FROM alpine\nUSER -0', '>>> USER -0'],
    ['FROM alpine\nUSER +0:+0', '>>> USER +0:+0'],
    ['FROM alpine\nUSER 000:1000', '>>> USER 000:1000'],
    ['FROM alpine\nUSER :1000', '>>> USER :1000'],
    ['FROM alpine\nARG ID=+\nUSER ${ID}0', '>>> USER ${ID}0'],
    // Engines that keep 32 bits of a number run these as root.
    ['FROM alpine\nUSER 4294967296', '>>> USER 4294967296'],
    ['FROM alpine\nUSER -8589934592', '>>> USER -8589934592'],
    ['FROM alpine AS base\nUSER app\nFROM base\nUSER 0\nRUN x', '>>> USER 0'],
    ['FROM alpine AS base\nUSER 0\nFROM base\nRUN x', '>>> USER 0'],
  ])('%j is refused', async (text, place) => {
    const { error, excerpt } = await compileWith('no-root', `${text}\n`)
    expect(error?.message).toBe('policy no-root: the image runs as root')
    expect(excerpt).toContain(place)
  })

  test.each([
    ['FROM alpine\nUSER app'],
    ['FROM alpine AS a\nUSER 1000:0\nFROM a\nRUN x'],
    ['FROM alpine\nUSER +1000'],
    ['FROM alpine\nUSER 10'],
    // Names, for engines: of a number in another form, of one that no integer has room for.
    ['FROM alpine\nUSER 0x0'],
    ['FROM alpine\nUSER roots'],
  ])('%j is built', async (text) => {
    expect((await compileWith('no-root', `${text}\n`)).error).toBeUndefined()
  })

  test('what takes the user away, or sets it otherwise, is told of in its place', async () => {
    const unset = await compileWith('no-root,unset', 'FROM alpine\nUSER app\nUNSET USER\nRUN x\n')
    expect(unset.error?.message).toBe('policy no-root: the image runs as root')
    expect(unset.excerpt).toContain('>>> UNSET USER')
    const become = defineInstruction({
      name: 'BECOME',
      convert({ text }, stage) {
        stage.image.user = text
        stage.commit(`BECOME ${text}`)
      },
    })
    const frontend = defineFrontend({ name: 'm', use: [noRoot], instructions: [become] })
    const own = await compileDockerfile('FROM alpine\nUSER app\nBECOME root\n', { frontend })
    expect(own.excerpt).toContain('>>> BECOME root')
    const images = { base: { config: { user: '0' } } }
    const inherited = await compileWith('no-root', 'FROM base\nRUN x\n', { images })
    expect(inherited.excerpt).toContain('>>> FROM base')
  })
})

describe('no secrets', () => {
  test.each([
    ['FROM alpine\nARG NPM_TOKEN', 'ARG NPM_TOKEN'],
    ['FROM alpine\nENV A=1 DB_PASSWORD=x', 'ENV DB_PASSWORD'],
    ['FROM alpine\nONBUILD ENV A=1 DB_PASSWORD=x', 'ONBUILD DB_PASSWORD'],
    ['FROM alpine\nONBUILD arg NPM_TOKEN', 'ONBUILD NPM_TOKEN'],
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

  test.each([
    [
      '# check=skip=SecretsUsedInArgOrEnv\n# extensions=no-secrets\nFROM alpine\nENV AUTH_MODE=none\nARG A_KEY\n',
    ],
    ['# extensions=no-secrets\nFROM alpine\n# check=skip=SecretsUsedInArgOrEnv\nENV AUTH_MODE=none\n'],
    [
      '# extensions=no-secrets\nFROM alpine\n# check=skip=LegacyKeyValueFormat,SecretsUsedInArgOrEnv\nENV AUTH_MODE none\n',
    ],
  ])('%j is excepted', async (text) => {
    expect((await compileDockerfile(text, { frontend: boxed })).error).toBeUndefined()
    const strict = defineFrontend({ name: 'm', use: [noSecrets({ skippable: false })] })
    const written = text.replace('# extensions=no-secrets\n', '')
    expect((await compileDockerfile(written, { frontend: strict })).error?.code).toBe('policy')
  })

  test.each([
    // All checks may be left out for other reasons.
    ['# check=skip=all\nFROM alpine\nENV AUTH_MODE=none\n', {}],
    ['FROM alpine\n# check=skip=SecretsUsedInArgOrEnv\nENV AUTH_MODE=none\nENV A_KEY=1\n', {}],
    ['FROM alpine\nENV AUTH_MODE=none\n', { BUILDKIT_DOCKERFILE_CHECK: 'skip=SecretsUsedInArgOrEnv' }],
  ])('%j is not', async (text, buildArgs) => {
    expect((await compileDockerfile(text, { frontend: noSecrets, buildArgs })).error?.code).toBe('policy')
  })

  test('names are added and allowed by the frontend', async () => {
    const frontend = defineFrontend({
      name: 'm',
      use: [noSecrets({ allow: ['KMS_KEY_*', 'auth_mode'], names: ['DBPASSWORD', '*_PAT'] })],
    })
    const message = async (line: string) =>
      (await compileDockerfile(`FROM alpine\n${line}\n`, { frontend })).error?.message
    expect(await message('ENV AUTH_MODE=none KMS_KEY_ALIAS=alias/app')).toBeUndefined()
    for (const name of ['DBPASSWORD', 'github_pat', 'API_TOKEN']) {
      expect(await message(`ENV ${name}=x`)).toContain(`ENV ${name} sounds like a secret`)
    }
    expect(() => noSecrets({ allowed: [] } as object)).toThrow(
      'extension no-secrets: there is no option allowed; there are allow, names, skippable',
    )
  })

  test('whoever sets a variable is heard of, by the check as well', async () => {
    const login = defineInstruction({
      name: 'LOGIN',
      convert({ text }, stage) {
        stage.setEnv('LOGIN_TOKEN', text)
        stage.commit('LOGIN')
      },
    })
    const text = 'FROM alpine\nLOGIN x\n'
    const plain = defineFrontend({ name: 'm', instructions: [login] })
    expect((await compileDockerfile(text, { frontend: plain })).warnings).toEqual([
      'SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (LOGIN "LOGIN_TOKEN") (line 2)',
    ])
    const frontend = defineFrontend({ name: 'm', use: [noSecrets, plain] })
    const { error, excerpt } = await compileDockerfile(text, { frontend })
    expect(error?.message).toContain('LOGIN LOGIN_TOKEN sounds like a secret')
    expect(excerpt).toContain('>>> LOGIN x')
  })

  test('what comes into the config otherwise is found, but not what the base image has', async () => {
    const smuggle = defineInstruction({
      name: 'SMUGGLE',
      convert: (_, stage) => stage.image.env.set('API_TOKEN', 'x'),
    })
    const frontend = defineFrontend({ name: 'm', use: [noSecrets], instructions: [smuggle] })
    const images = { base: { config: { env: ['GPG_KEY=1'] } } }
    expect((await compileDockerfile('FROM base\nRUN x\n', { frontend, images })).error).toBeUndefined()
    const { error } = await compileDockerfile('FROM base\nSMUGGLE\n', { frontend, images })
    expect(error?.message).toContain('API_TOKEN sounds like a secret')
  })
})
