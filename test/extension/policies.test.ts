import { describe, expect, test } from 'vitest'
import { defineFrontend, definePolicy, type Plan, type Policy } from '../../src/index.ts'
import { nodeHost } from '../../src/node-host/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const digest = `sha256:${'b'.repeat(64)}`
const withPolicies = (...policies: Policy[]) => ({
  frontend: defineFrontend({ name: 'myorg', policies }),
  host: nodeHost,
})

async function planOf(text: string, options: object = {}): Promise<Plan> {
  const plans: Plan[] = []
  const look = definePolicy({ name: 'look', check: (plan) => void plans.push(plan) })
  const { error } = await compileDockerfile(text, { ...withPolicies(look), ...options })
  if (error) throw error
  const [seen] = plans
  if (!seen) throw new Error('the policy was not asked')
  return seen
}

describe('the plan', () => {
  const text = [
    'FROM golang:1 AS build',
    'ARG TOKEN',
    'RUN --mount=type=secret,id=key --mount=type=cache,target=/c make',
    'FROM unused',
    'FROM build AS test',
    'FROM alpine AS app',
    'ADD https://example.org/x /x',
    'COPY . /src',
    'USER me',
    'RUN --network=none y',
    'COPY --from=test /o /o',
    '',
  ].join('\n')

  test('has sources, commands, stages and the image, each with its place', async () => {
    const plan = await planOf(text)
    expect(plan.stages.map(({ name, base, onStage }) => [name, base, onStage])).toEqual([
      ['build', 'docker.io/library/golang:1', false],
      ['test', 'build', true],
      ['app', 'docker.io/library/alpine:latest', false],
    ])
    expect(plan.target.name).toBe('app')
    expect(plan.target.image.config.user).toBe('me')
    expect(plan.sources.map(({ kind, identifier }) => [kind, identifier]).sort()).toEqual([
      ['http', 'https://example.org/x'],
      ['image', 'docker-image://docker.io/library/alpine:latest'],
      ['image', 'docker-image://docker.io/library/golang:1'],
      ['local', 'local://context'],
    ])
    const golang = plan.sources.find(({ image }) => image?.path === 'library/golang')
    expect(golang).toMatchObject({
      image: { domain: 'docker.io', tag: '1' },
      digest: undefined,
      place: [{ ranges: [{ start: { line: 1 } }] }],
    })
    expect(plan.commands.map(({ user, secrets, network }) => ({ user, secrets, network }))).toEqual(
      expect.arrayContaining([
        { user: '', secrets: ['key'], network: 'default' },
        { user: 'me', secrets: [], network: 'none' },
      ]),
    )
    expect(plan.stages[0]?.instructions.map(({ kind }) => kind)).toEqual(['arg', 'run'])
  })

  test('sources of a named context that the client made can be looked at', async () => {
    const plan = await planOf('FROM scratch\nCOPY --from=other a /\n', { contexts: { other: { a: '' } } })
    expect(plan.sources.map(({ identifier }) => identifier)).toEqual(['local://other'])
  })
})

test('a policy that refuses names itself and the place', async () => {
  const noRoot = definePolicy({
    name: 'no-root',
    check(plan) {
      if (plan.image.user === '') plan.refuse('the image runs as root', plan.target.place)
    },
  })
  const { error, excerpt } = await compileDockerfile('FROM alpine\nRUN x\n', withPolicies(noRoot))
  expect(error).toMatchObject({ code: 'policy', message: 'policy no-root: the image runs as root' })
  expect(excerpt).toContain('>>> FROM alpine')
  const fine = await compileDockerfile('FROM alpine\nUSER me\n', withPolicies(noRoot))
  expect(fine.error).toBeUndefined()
})

test('a policy that warns lets the build go on', async () => {
  const wary = definePolicy({
    name: 'wary',
    check: (plan) => plan.warn('mind the base', plan.stages[0]?.place),
  })
  const { error, warnings } = await compileDockerfile('FROM alpine\nRUN x\n', withPolicies(wary))
  expect(error).toBeUndefined()
  expect(warnings).toEqual(['wary: mind the base (line 1)'])
})

test('a policy pins images, sets labels and a user; those behind it see that', async () => {
  const seen: (string | undefined)[] = []
  const change = definePolicy({
    name: 'change',
    check(plan) {
      for (const source of plan.sources) if (source.kind === 'image') source.pin(digest)
      plan.image.labels.set('team', 'a')
      plan.image.user = '1000'
    },
  })
  const look = definePolicy({
    name: 'look',
    check(plan) {
      seen.push(plan.sources[0]?.digest, plan.image.user)
    },
  })
  const text = 'FROM alpine AS a\nRUN x\nFROM a\nRUN y\nCOPY --from=a --link /b /c\n'
  const { ops, image, error, steps } = await compileDockerfile(text, withPolicies(change, look))
  expect(error).toBeUndefined()
  expect(seen).toEqual([digest, '1000'])
  expect(JSON.stringify(ops[0]?.op)).toContain(`docker.io/library/alpine:latest@${digest}`)
  expect(steps).toHaveLength(5)
  expect(image?.config.user).toBe('1000')
  expect(image?.config.labels?.get('team')).toBe('a')
  const plain = await compileDockerfile(text)
  expect(plain.image?.history).toEqual(image?.history)
})

test('a policy that changes nothing leaves every byte as it is', async () => {
  const text = 'FROM --platform=linux/arm64 alpine\nARG A=1\nLABEL a=b\nRUN x\nHEALTHCHECK CMD y\n'
  const plain = await compileDockerfile(text)
  const looked = await compileDockerfile(text, withPolicies(definePolicy({ name: 'idle', check: () => {} })))
  expect(looked.image).toEqual(plain.image)
  expect(looked.definition).toEqual(plain.definition)
})

test('chains of thousands of ops are walked and rewritten', async () => {
  const text = `FROM alpine\n${'RUN x\n'.repeat(5_000)}`
  const pin = definePolicy({ name: 'pin', check: (plan) => plan.sources[0]?.pin(digest) })
  const { ops, error } = await compileDockerfile(text, withPolicies(pin))
  expect(error).toBeUndefined()
  expect(ops).toHaveLength(5_001)
})

describe('a policy that misbehaves ends in one error that names it', () => {
  const limited = (check: NonNullable<Policy['check']>) =>
    withPolicies(definePolicy({ name: 'odd', timeLimit: 200, check }))
  const message = async (check: NonNullable<Policy['check']>) =>
    (await compileDockerfile('FROM alpine\n', limited(check))).error?.message

  test('it throws', async () => {
    const thrower = () => {
      throw new TypeError('x is undefined')
    }
    expect(await message(thrower)).toBe('policy odd of extension myorg failed: x is undefined')
    expect(await message(async () => thrower())).toBe('policy odd of extension myorg failed: x is undefined')
  })

  test('it never returns', async () => {
    const late = 'policy odd of extension myorg did not end within 0.2 s'
    expect(await message(() => new Promise(() => {}))).toBe(late)
    expect(
      await message(() => {
        for (;;);
      }),
    ).toBe(late)
    expect(await message(() => void /^(a+)+$/.test(`${'a'.repeat(50)}b`))).toBe(late)
  })
})
