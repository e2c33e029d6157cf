import { describe, expect, test } from 'vitest'
import { build } from '../../src/frontend/index.ts'
import { BuildError } from '../../src/source/index.ts'
import { dockerfile, FakeGateway, textOf } from './fake-gateway.ts'

const decoder = new TextDecoder()

async function failureOf(gateway: FakeGateway): Promise<BuildError> {
  const error = await build(gateway).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof BuildError) return error
  throw new Error('the build does not fail as it should')
}

const detailsOf = (error: BuildError) =>
  error.details.map(({ typeUrl, value }) => [typeUrl, JSON.parse(decoder.decode(value))])

describe('a build', () => {
  test('for several platforms loses no warning where one of them fails', async () => {
    const text =
      '# check=error=true;skip=InvalidBaseImagePlatform\nFROM alpine\nENV A 1\nMAINTAINER me\nRUN x\nENV B 2\n'
    for (let run = 0; run < 20; run++) {
      const gateway = new FakeGateway({
        options: { platform: 'linux/amd64,linux/arm64,linux/s390x' },
        files: dockerfile(text),
        // The platform whose findings are told is now the first, now the last to go on.
        delay: ({ platform }) => ((platform?.architecture === 'amd64') === (run % 2 === 0) ? 5 : 0),
      })
      const { message } = await failureOf(gateway)
      expect(message).toBe('lint violation found for rules: MaintainerDeprecated, LegacyKeyValueFormat')
      expect(gateway.warnings.map(({ short }) => short)).toEqual([
        expect.stringContaining('MaintainerDeprecated'),
        expect.stringContaining('(line 3)'),
        expect.stringContaining('(line 6)'),
      ])
    }
  })

  test('for several platforms solves none any more where one has failed', async () => {
    const gateway = new FakeGateway({
      options: { platform: 'linux/amd64,linux/arm64' },
      files: dockerfile('ARG TARGETARCH\nFROM alpine-$TARGETARCH\nENV A 1\n'),
      images: { 'docker.io/library/alpine-arm64:latest': { os: 1 } },
      delay: ({ platform }) => (platform?.architecture === 'amd64' ? 5 : 0),
    })
    expect((await failureOf(gateway)).message).toContain('failed to parse image config')
    expect(gateway.warnings).toHaveLength(1)
    expect(gateway.solvedSources).toEqual(['local://dockerfile', 'local://context'])
  })

  test('reads the Dockerfile, the ignore file, the base image, and solves once', async () => {
    const gateway = new FakeGateway({ files: dockerfile('FROM alpine\nCOPY a /a\n') })
    const result = await build(gateway)
    expect(result.ref?.id).toBe('ref-3')
    expect(gateway.solvedSources).toEqual([
      'local://dockerfile',
      'local://context',
      `docker-image://docker.io/library/alpine:latest@sha256:${'ab'.repeat(32)}`,
      'local://context',
    ])
    expect(gateway.resolves.map(({ identifier, logName }) => [identifier, logName])).toEqual([
      [
        'docker-image://docker.io/library/alpine:latest',
        '[internal] load metadata for docker.io/library/alpine:latest',
      ],
    ])
    expect(textOf(result, 'refs.platforms')).toBe(
      '{"Platforms":[{"ID":"linux/amd64","Platform":{"architecture":"amd64","os":"linux"}}]}',
    )
    expect(textOf(result, 'containerimage.config')).toContain('"architecture":"amd64","os":"linux"')
  })

  test('asks for an image once, however many stages and platforms use it', async () => {
    const gateway = new FakeGateway({
      options: { platform: 'linux/amd64,linux/arm64' },
      files: dockerfile('FROM alpine AS a\nFROM alpine\nCOPY --from=a /a /a\n'),
    })
    const result = await build(gateway)
    expect([...(result.refs?.keys() ?? [])]).toEqual(['linux/amd64', 'linux/arm64'])
    expect(gateway.resolves).toHaveLength(2)
    expect(result.metadata.has('containerimage.config/linux/arm64')).toBe(true)
  })

  test('takes a dockerfile in lower case and the ignore file beside it', async () => {
    const gateway = new FakeGateway({
      files: {
        'local://dockerfile': {
          dockerfile: 'FROM scratch\nCOPY . /\n',
          'Dockerfile.dockerignore': '*.log\n',
        },
      },
    })
    await build(gateway)
    expect(gateway.solvedSources).toEqual(['local://dockerfile', 'local://context'])
    expect(JSON.stringify(gateway.lastOps)).toContain('[\\"*.log\\"]')
  })

  test('warns once for all platforms, with the lines of the file', async () => {
    const gateway = new FakeGateway({
      options: { platform: 'linux/amd64,linux/arm64' },
      files: dockerfile('FROM alpine\nMAINTAINER me\n'),
    })
    await build(gateway)
    expect(
      gateway.warnings.map(({ short, level, ranges }) => [short, level, ranges?.[0]?.start.line]),
    ).toEqual([
      ['MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label (line 2)', 1, 2],
    ])
  })

  test('shows the lines that an error is about, and what the daemon said in its own words', async () => {
    const error = await failureOf(new FakeGateway({ files: dockerfile('FROM scratch\nFROM missing/x\n') }))
    expect(error.message).toBe('docker.io/missing/x:latest: not found')
    expect(error.status).toBe(5)
    const [detail, ...others] = detailsOf(error)
    expect(others).toEqual([])
    expect(detail?.[0]).toBe('github.com/moby/buildkit/errdefs.Source+json')
    expect(detail?.[1].ranges).toEqual([{ start: { line: 2 }, end: { line: 2 } }])
    expect(detail?.[1].info).toMatchObject({ filename: 'Dockerfile', language: 'Dockerfile' })
    expect(detail?.[1].info.definition.def).toHaveLength(2)
  })

  test('says which Dockerfile is missing', async () => {
    const error = await failureOf(new FakeGateway())
    expect(error.message).toBe('open Dockerfile: no such file or directory')
  })
})

describe('an image that is built from an archive at a URL', () => {
  test('is read from what the archive holds', async () => {
    const url = 'https://example.com/app.tar.gz'
    const gateway = new FakeGateway({
      options: { context: url, contextsubdir: 'sub' },
      files: { [url]: { context: Uint8Array.of(0x1f, 0x8b, 8), Dockerfile: 'FROM scratch\nCOPY . /\n' } },
    })
    await build(gateway)
    const copies = gateway.lastOps.flatMap(
      (op) => JSON.stringify(op).match(/"attemptUnpack|"src":"[^"]*"/g) ?? [],
    )
    expect(copies).toContain('"src":"/context"')
    expect(copies).toContain('"src":"/sub"')
  })

  test('is the Dockerfile itself where it is none', async () => {
    const url = 'https://example.com/Dockerfile'
    const gateway = new FakeGateway({
      options: { context: url },
      files: { [url]: { context: 'FROM scratch\nLABEL a=b\n' } },
    })
    expect(textOf(await build(gateway), 'containerimage.config')).toContain('"Labels":{"a":"b"}')
  })
})

describe('forwarding', () => {
  const text = '# syntax=acme/frontend:2 --x\nFROM scratch\n'

  test('leaves the build to the frontend that the Dockerfile names', async () => {
    const answer = { metadata: new Map([['k', new Uint8Array([1])]]) }
    const gateway = new FakeGateway({ files: dockerfile(text), forward: () => answer })
    ;(gateway.environment.options as Map<string, string>).delete('cmdline')
    expect(await build(gateway)).toBe(answer)
    const { frontend, frontendOptions } = gateway.solves.at(-1) ?? {}
    expect(frontend).toBe('gateway.v0')
    expect(frontendOptions?.get('source')).toBe('acme/frontend:2')
    expect(frontendOptions?.get('cmdline')).toBe('acme/frontend:2 --x')
  })

  test('places what the frontend failed with at the syntax line', async () => {
    const gateway = new FakeGateway({ files: dockerfile(text) })
    ;(gateway.environment.options as Map<string, string>).delete('cmdline')
    const error = await failureOf(gateway)
    expect(error.message).toBe('no such frontend')
    expect(detailsOf(error)[0]?.[1].ranges).toEqual([{ start: { line: 1 }, end: { line: 1 } }])
  })
})

describe('frontend capabilities', () => {
  test('that are unknown are refused with their name', async () => {
    const error = await failureOf(new FakeGateway({ options: { 'frontend.caps': 'a,b' } }))
    expect(error.message).toBe('unsupported frontend capability a')
    expect(error.status).toBe(12)
    expect(detailsOf(error)).toEqual([['github.com/moby/buildkit/errdefs.FrontendCap+json', { name: 'a' }]])
  })

  test('that another frontend may have are refused only after the Dockerfile is read', async () => {
    const gateway = new FakeGateway({ options: { 'frontend.caps': 'a+forward' } })
    expect((await failureOf(gateway)).message).toContain('open Dockerfile')
  })
})
