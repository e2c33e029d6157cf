import { describe, expect, test } from 'vitest'
import { allowedRegistries, copyFrom, requiredDigests } from '../../src/extensions/index.ts'
import { defineFrontend, definePolicy, defineResolver, type Plan, type Resolver } from '../../src/index.ts'
import { http } from '../../src/llb/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'
import { lookedUpBy } from './looked-up.ts'

const digest = `sha256:${'b'.repeat(64)}`
const other = `sha256:${'c'.repeat(64)}`

const replacedSteps = [
  '[1/2] FROM mirror.example/new:1',
  '[2/3] ONBUILD RUN new trigger',
  '[3/3] RUN echo new',
]

/** An old image, and one to put in its place, which differ in all that a config has. */
const images = {
  old: { config: { env: ['WHO=old', 'OLD=1'], user: 'old', cmd: ['old'], onBuild: ['RUN old trigger'] } },
  [`old@${digest}`]: { config: { env: ['WHO=pinned'], user: 'pinned', cmd: ['pinned'] } },
  'mirror.example/new:1': {
    config: { env: ['WHO=new'], user: 'new', cmd: ['new'], onBuild: ['RUN new trigger'] },
  },
}
const known = (name: string) =>
  ({
    'docker.io/library/old:latest': images.old,
    [`docker.io/library/old:latest@${digest}`]: images[`old@${digest}`],
    'mirror.example/new:1': images['mirror.example/new:1'],
  })[name]

const offered = Object.fromEntries(
  ['docker.io/library/old:latest', `docker.io/library/old:latest@${digest}`, 'mirror.example/new:1'].map(
    (name) => [name, known(name) ?? {}],
  ),
)

const compile = (text: string, frontend: Parameters<typeof defineFrontend>[0], options: object = {}) =>
  compileDockerfile(text, { frontend: defineFrontend(frontend), images: offered, ...options })

const resolver = (resolve: Resolver['resolve'], name = 'choose') => ({
  name: 'myorg',
  resolvers: [defineResolver({ name, resolve })],
})
const policy = (check: (plan: Plan) => void, name = 'change') => definePolicy({ name, check })

describe('a resolver', () => {
  test('puts another image in the place of a FROM, config and triggers included', async () => {
    const { image, steps, ops, error } = await compile(
      'FROM old\nRUN echo $WHO\n',
      resolver(({ name }) => (name === 'old' ? { image: 'mirror.example/new:1' } : undefined)),
    )
    expect(error).toBeUndefined()
    expect(steps).toEqual(replacedSteps)
    expect(image?.config).toMatchObject({ user: 'new', cmd: ['new'] })
    expect(image?.config.env?.filter((entry) => !entry.startsWith('PATH='))).toEqual(['WHO=new'])
    expect(JSON.stringify(ops)).not.toContain('library/old')
  })

  test('is told of name, reference, platform and place, and asked about COPY and mounts as well', async () => {
    const asked: unknown[] = []
    const text =
      'FROM scratch AS s\nCOPY a /\nFROM --platform=linux/arm64 old AS x\nFROM unused\nFROM x\nCOPY --from=tools:2 /a /a\nCOPY --from=s /a /b\nRUN --mount=from=other,target=/o y\n'
    const { error } = await compile(
      text,
      resolver(({ name, reference, platform, instruction, place }) => {
        const line = text.slice(0, place.start).split('\n').length
        asked.push([name, reference, platform.architecture, instruction.kind, line])
        return undefined
      }),
    )
    expect(error).toBeUndefined()
    expect(asked).toEqual([
      ['old', 'docker.io/library/old:latest', 'arm64', 'from', 3],
      ['tools:2', 'docker.io/library/tools:2', 'amd64', 'copy', 6],
      ['other', 'docker.io/library/other:latest', 'amd64', 'run', 8],
    ])
  })

  test('pins, chooses a platform, reads a lock file, and hands on to the next one', async () => {
    const lock = defineResolver({
      name: 'lock',
      async resolve({ name }, { reader }) {
        const pins = JSON.parse((await reader.readFile('images.lock')).text)
        return pins[name] === undefined ? undefined : { digest: pins[name] }
      },
    })
    const seen: string[] = []
    const mirror = defineResolver({
      name: 'mirror',
      resolve({ reference }) {
        seen.push(reference)
        return {
          image: reference.replace('docker.io', 'mirror.example'),
          platform: { os: 'linux', architecture: 'arm64' },
        }
      },
    })
    const { error, ops, image } = await compile(
      'FROM old\nRUN x\n',
      { name: 'myorg', resolvers: [lock, mirror] },
      { files: { 'images.lock': JSON.stringify({ old: digest }) } },
    )
    expect(error).toBeUndefined()
    expect(seen).toEqual([`docker.io/library/old:latest@${digest}`])
    expect(JSON.stringify(ops[0]?.op)).toContain(`mirror.example/library/old:latest@${digest}`)
    expect(ops[0]?.op).toMatchObject({ platform: { Architecture: 'arm64' } })
    expect(image?.architecture).toBe('arm64')
  })

  test('puts a stage in the place of an image', async () => {
    const answer = resolver(({ name }) => (name === 'base' ? { stage: 'own' } : undefined))
    const written =
      'FROM old AS own\nENV A=1\nRUN x\nFROM base\nCOPY --from=base /a /b\nRUN --mount=from=base,target=/m y\n'
    const meant = written.replaceAll('=base', '=own').replace('FROM base', 'FROM own')
    const compiled = await compile(written, answer)
    expect(compiled.error).toBeUndefined()
    const expected = await compile(meant, { name: 'plain' })
    expect(compiled.ops.map(({ digest }) => digest)).toEqual(expected.ops.map(({ digest }) => digest))
    expect(compiled.image?.config).toEqual(expected.image?.config)
    expect(compiled.steps.slice(0, 3)).toEqual(expected.steps.slice(0, 3))
  })

  test('puts a named context, or any files, in the place of an image', async () => {
    const context = await compile(
      'FROM base\nCOPY --from=base /a /b\n',
      resolver(() => ({ context: 'vendor' })),
      { contexts: { vendor: { a: '' } } },
    )
    expect(context.error).toBeUndefined()
    expect(JSON.stringify(context.ops)).toContain('local://vendor')
    const files = await compile(
      'FROM base\nRUN x\n',
      resolver(() => ({
        files: http('https://example.org/rootfs'),
        config: {
          os: 'linux',
          architecture: 'amd64',
          config: { env: ['FROM=config'], user: 'me' },
          rootfs: { type: 'layers', diffIds: null },
          history: [],
        },
      })),
    )
    expect(files.error).toBeUndefined()
    expect(JSON.stringify(files.ops[0]?.op)).toContain('https://example.org/rootfs')
    expect(files.image?.config.user).toBe('me')
    expect(files.image?.config.env).toContain('FROM=config')
  })

  test.each([
    [
      'a stage that there is not',
      { stage: 'nothing' },
      'old stands for the stage nothing, which there is not',
    ],
    ['a stage further down', { stage: 'later' }, 'old stands for the stage later, which stands further down'],
    [
      'a context that there is not',
      { context: 'no' },
      'old stands for the named context no, which there is not',
    ],
  ])('%s is refused at the FROM', async (_, answer, message) => {
    const { error, excerpt } = await compile(
      'FROM old AS first\nFROM first AS later\n',
      resolver(() => answer),
    )
    expect(error?.message).toBe(message)
    expect(excerpt).toContain('>>> FROM old AS first')
  })

  test('circles that it makes are refused', async () => {
    const text = 'FROM scratch AS a\nCOPY --from=x /x /\nFROM a\n'
    const { error } = await compile(
      text,
      resolver(({ name }) => (name === 'x' ? { stage: 'a' } : undefined)),
    )
    expect(error?.message).toContain('circular dependency detected on stage: a')
  })

  test('what the client names goes first, and is not asked about', async () => {
    const asked: string[] = []
    const { error, ops } = await compile(
      'FROM old\nRUN x\n',
      resolver(({ name }) => {
        asked.push(name)
        return { image: 'mirror.example/new:1' }
      }),
      { contexts: { old: { a: '' } } },
    )
    expect([error, asked]).toEqual([undefined, []])
    expect(JSON.stringify(ops[0]?.op)).toContain('local://old')
  })

  test('is asked for calls, too, and about what args name', async () => {
    const { error, answer } = await compile(
      'ARG T=old\nFROM scratch AS s\nARG T\nCOPY --from=$T /a /b\n',
      {
        name: 'myorg',
        use: [copyFrom],
        ...{
          resolvers: resolver(({ name }) => (name === 'old' ? { image: 'mirror.example/new:1' } : undefined))
            .resolvers,
        },
      },
      { options: { requestid: 'frontend.outline' } },
    )
    expect(error).toBeUndefined()
    expect(answer['result.json']).toBeDefined()
  })

  test('may say scratch, and is named where its answer cannot be', async () => {
    const scratch = await compile(
      'FROM base\nCOPY a /\n',
      resolver(() => ({ image: 'scratch' })),
      { files: { a: '' } },
    )
    expect(scratch.error).toBeUndefined()
    expect(scratch.steps.at(-1)).toBe('[1/2] COPY a /')
    for (const [answer, message] of [
      [{ image: 'UP PER' }, 'resolver choose names the image UP PER: '],
      [{ digest: 'sha256:x' }, 'resolver choose names docker.io/library/old:latest at sha256:x: '],
    ] as const) {
      const { error, excerpt } = await compile(
        'FROM old\n',
        resolver(() => answer),
      )
      expect(error?.code).toBe('extension')
      expect(error?.message).toContain(message)
      expect(excerpt).toContain('>>> FROM old')
    }
  })

  test('that fails ends the build in one error with its name and place', async () => {
    const { error, excerpt } = await compile(
      'FROM old\n',
      resolver(() => {
        throw new TypeError('x is undefined')
      }),
    )
    expect(error?.message).toBe('resolver choose of extension myorg failed: x is undefined')
    expect(excerpt).toContain('>>> FROM old')
  })
})

describe('a policy that changes a source', () => {
  const wanted = { env: ['WHO=new'], user: 'new', cmd: ['new'] }

  test('gets files, config and triggers of the new image; the plan shows it', async () => {
    const seen: unknown[] = []
    const replace = policy((plan) => {
      for (const source of plan.sources) {
        if (source.image?.path === 'library/old') source.replace('docker-image://mirror.example/new:1')
      }
      plan.image.labels.set('team', 'a')
    })
    const look = policy((plan) => {
      seen.push(
        plan.sources.map(({ identifier }) => identifier),
        plan.stages.map(({ base, image }) => [base, image.config.user]),
        plan.images.map(({ name, reference }) => [name, reference]),
        plan.commands.map(({ args, user }) => [args.at(-1), user]),
        plan.image.labels.get('team'),
        plan.baseImage?.config.cmd,
      )
    }, 'look')
    const { image, steps, error } = await compile('FROM old\nRUN echo $WHO\n', {
      name: 'myorg',
      policies: [replace, look],
    })
    expect(error).toBeUndefined()
    expect(steps).toEqual(replacedSteps)
    expect(image?.config.user).toBe(wanted.user)
    expect(image?.config.cmd).toEqual(wanted.cmd)
    expect(image?.config.env?.slice(0, 1)).toEqual(wanted.env)
    expect(seen).toEqual([
      ['docker-image://mirror.example/new:1'],
      [['mirror.example/new:1', 'new']],
      [['old', 'mirror.example/new:1']],
      [
        ['new trigger', 'new'],
        ['echo $WHO', 'new'],
      ],
      'a',
      ['new'],
    ])
  })

  test('pins with the config of the pinned image, in COPY and mounts as well', async () => {
    const pin = policy((plan) => {
      for (const source of plan.sources) if (source.kind === 'image') source.pin(digest)
    })
    const text = 'FROM old\nRUN echo $WHO\nCOPY --from=tools /a /b\nRUN --mount=from=more,target=/m y\n'
    const { image, ops, error } = await compile(text, { name: 'myorg', policies: [pin] })
    expect(error).toBeUndefined()
    expect(image?.config).toMatchObject({ user: 'pinned', cmd: ['pinned'] })
    const sources = ops.map(({ op }) => JSON.stringify(op)).filter((op) => op.includes('docker-image://'))
    expect(sources).toHaveLength(3)
    for (const source of sources) expect(source).toContain(digest)
  })

  test('decides once: what is not stable ends, and several policies add up', async () => {
    const grow = policy((plan) => {
      for (const source of plan.sources) source.replace(`${source.identifier}x`)
    }, 'grow')
    const pin = policy((plan) => plan.sources[0]?.pin(other), 'pin')
    const { ops, error } = await compile('FROM old:1\nRUN x\n', { name: 'myorg', policies: [grow, pin] })
    expect(error).toBeUndefined()
    expect(JSON.stringify(ops[0]?.op)).toContain(`docker.io/library/old:1x@${other}`)
  })

  test('warns once, whatever is converted again', async () => {
    const wary = policy((plan) => {
      plan.warn('mind', plan.target.place)
      plan.sources[0]?.pin(digest)
    })
    const { warnings } = await compile('FROM old\nMAINTAINER me\n', { name: 'myorg', policies: [wary] })
    expect(warnings).toEqual([expect.stringContaining('MaintainerDeprecated'), 'change: mind (line 1)'])
  })

  test.each([
    [
      'https://example.org/x',
      'https://example.org/x cannot stand in for docker-image://docker.io/library/old:latest',
    ],
    [
      'docker-image://UPPER/x y',
      'docker-image://UPPER/x y cannot stand in for docker-image://docker.io/library/old:latest: ',
    ],
  ])('%s is no image', async (identifier, message) => {
    const replace = policy((plan) => plan.sources[0]?.replace(identifier))
    const { error } = await compile('FROM old\nRUN x\n', { name: 'myorg', policies: [replace] })
    expect(error?.code).toBe('policy')
    expect(error?.message).toContain(message)
  })

  test('a digest that is none is refused', async () => {
    const pin = policy((plan) => plan.sources[0]?.pin('sha256:short'))
    const { error } = await compile('FROM old\nRUN x\n', { name: 'myorg', policies: [pin] })
    expect(error?.message).toContain('cannot be pinned to sha256:short: invalid checksum digest length')
  })

  test('a source that has no config is changed where it is', async () => {
    const change = policy((plan) => {
      for (const source of plan.sources) {
        if (source.kind === 'http')
          source.replace('https://mirror.example/x', { ...source.attrs, 'http.checksum': digest })
      }
    })
    const { ops, error } = await compile('FROM scratch\nADD https://example.org/x /\n', {
      name: 'm',
      policies: [change],
    })
    expect(error).toBeUndefined()
    expect(ops[0]?.op).toMatchObject({
      source: { identifier: 'https://mirror.example/x', attrs: { 'http.checksum': digest } },
    })
  })
})

describe('policies look at sources before any registry is asked', () => {
  test.each([
    ['FROM evil.example/x\n', {}],
    ['FROM old\nCOPY --from=evil.example/x /a /b\n', {}],
    ['FROM old\nRUN --mount=from=evil.example/x,target=/m y\n', {}],
    ['FROM old\nRUN y\n', { 'context:old': 'docker-image://evil.example/x' }],
    ['FROM other AS old\nRUN y\n', { 'context:old': 'docker-image://evil.example/x' }],
    ['FROM scratch\n', { 'context:c': 'docker-image://evil.example/x', 'build-arg:SOURCE_DATE_EPOCH': 'c' }],
    ['FROM evil.example/x\n', { requestid: 'frontend.outline' }],
    ['FROM evil.example/x\n', { requestid: 'frontend.lint' }],
  ])('%j with %j', async (text, options) => {
    const { lookedUp, error } = await lookedUpBy(text, allowedRegistries(['docker.io']), options)
    expect(lookedUp.filter((reference) => reference.includes('evil'))).toEqual([])
    if (!('requestid' in options && options.requestid === 'frontend.lint')) {
      expect(error?.message).toBe('policy allowed-registries: images from evil.example/x are not allowed')
    }
  })

  test('what triggers of a base image name is looked at, too', async () => {
    const base = {
      'docker.io/library/base:latest': { config: { onBuild: ['COPY --from=evil.example/x /a /b'] } },
    }
    const { lookedUp, error } = await lookedUpBy('FROM base\n', allowedRegistries(['docker.io']), {}, base)
    expect(lookedUp).toEqual(['docker.io/library/base:latest'])
    expect(error?.message).toContain('images from evil.example/x are not allowed')
  })

  test('no request is sent for an image without a digest', async () => {
    const { lookedUp, error } = await lookedUpBy('FROM registry.example.net/team/app:1\n', requiredDigests)
    expect([lookedUp, error?.message]).toEqual([
      [],
      'policy required-digests: the image registry.example.net/team/app:1 is named without a digest',
    ])
  })

  test('a resolver that pins satisfies required-digests; calls tell of what is not pinned', async () => {
    const pinning = defineResolver({ name: 'pin', resolve: () => ({ digest }) })
    const frontend = defineFrontend({ name: 'm', use: [requiredDigests], resolvers: [pinning] })
    expect((await lookedUpBy('FROM old\nRUN x\n', frontend)).error).toBeUndefined()
    const options = { requestid: 'frontend.outline' }
    expect((await lookedUpBy('FROM old\nRUN x\n', requiredDigests, options)).error).toBeUndefined()
  })

  test('a policy may replace there, and refuse with its name', async () => {
    const mirror = definePolicy({
      name: 'mirror',
      checkSources(plan) {
        for (const source of plan.sources) source.replace(`mirror.example/${source.image?.path}`)
      },
    })
    const frontend = defineFrontend({ name: 'm', policies: [mirror] })
    const { lookedUp, error } = await lookedUpBy('FROM old\nRUN x\n', frontend)
    expect([lookedUp, error]).toEqual([['mirror.example/library/old:latest'], undefined])
    const strict = defineFrontend({ name: 'm', policies: [mirror], use: [allowedRegistries(['docker.io'])] })
    const late = await lookedUpBy('FROM old\nRUN x\n', strict)
    expect([late.lookedUp, late.error?.code]).toEqual([[], 'policy'])
    const behind = defineFrontend({
      name: 'm',
      use: [{ name: 'first', policies: [mirror] }, allowedRegistries(['docker.io'])],
    })
    const refused = await lookedUpBy('FROM old\nRUN x\n', behind)
    expect([refused.lookedUp, refused.error?.message]).toEqual([
      [],
      'policy allowed-registries: images from mirror.example/library/old are not allowed',
    ])
  })
})
