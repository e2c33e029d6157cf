import { describe, expect, test } from 'vitest'
import type { BuildResult, Ref } from '../../src/gateway/index.ts'
import type { Definition } from '../../src/llb/index.ts'
import { BuildError } from '../../src/source/index.ts'
import { RpcFailure } from './bridge-server.ts'
import { connectTo } from './connect-to.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const definition: Definition = {
  def: [Uint8Array.of(1, 2), Uint8Array.of(3)],
  metadata: new Map([['sha256:a', { ignoreCache: true, description: { k: 'v' }, caps: ['source.image'] }]]),
}
const solved = () => ({ result: { ref: { id: 'r1' } } })

/** The error that a call ends in. */
async function failureOf(call: Promise<unknown>): Promise<BuildError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof BuildError)) throw new Error(`expected a BuildError, got ${String(error)}`)
  return error
}

describe('ping', () => {
  test('a daemon that names no capability has the first ones', async () => {
    const { client } = await connectTo({ Ping: () => ({}) })
    expect(client.environment.gatewayCaps.missing('readfile')).toBeUndefined()
    expect(client.environment.gatewayCaps.missing('return')).toContain('please update buildkit')
    expect(client.environment.llbCaps.missing('source.git')).toBeUndefined()
    expect(client.environment.llbCaps.missing('file.base')).toContain('(added in BuildKit v0.5.0)')
  })

  test('is given up after 15 seconds', async () => {
    const { server } = await connectTo({})
    expect(server.calls[0]).toMatchObject({ method: 'Ping', timeout: expect.stringMatching(/^1[45]\d{3}m$/) })
  })
})

describe('solve', () => {
  test('sends a definition and gives a reference', async () => {
    const { client, server } = await connectTo({ Solve: solved })
    const { ref } = await client.solve({ definition, evaluate: true })
    expect(ref?.id).toBe('r1')
    expect(server.calls.at(-1)?.request).toEqual({
      Definition: {
        def: [Buffer.of(1, 2), Buffer.of(3)],
        metadata: {
          'sha256:a': { ignore_cache: true, description: { k: 'v' }, caps: { 'source.image': true } },
        },
      },
      allowResultReturn: true,
      allowResultArrayRef: true,
      Evaluate: true,
    })
  })

  test('an empty definition is a definition', async () => {
    const { client, server } = await connectTo({ Solve: solved })
    await client.solve({ definition: { def: [], metadata: new Map() } })
    expect(server.calls.at(-1)?.request['Definition']).toEqual({})
  })

  test('refuses a definition that needs what the daemon lacks', async () => {
    const { client, server } = await connectTo({ Solve: solved })
    const metadata = new Map([['sha256:a', { ignoreCache: false, description: {}, caps: ['mergeop'] }]])
    const error = await failureOf(client.solve({ definition: { def: [], metadata } }))
    expect([error.code, error.message]).toEqual(['capability', expect.stringContaining('feature mergeop')])
    expect(server.calls).toHaveLength(1)
  })

  test('forwards to another frontend with inherited cache options and inputs', async () => {
    const options = new Map([
      ['cache-from', 'a'],
      ['cache-imports', 'b'],
      ['target', 'c'],
    ])
    const { client, server } = await connectTo({ Solve: solved }, { options })
    await client.solve({
      frontend: 'gateway.v0',
      frontendOptions: new Map([
        ['source', 's'],
        ['cache-imports', 'mine'],
      ]),
      frontendInputs: new Map([['in', definition]]),
      cacheImports: [{ type: 'registry', attrs: { ref: 'x' } }],
    })
    expect(server.calls.at(-1)?.request).toMatchObject({
      Frontend: 'gateway.v0',
      FrontendOpt: { source: 's', 'cache-imports': 'mine', 'cache-from': 'a' },
      FrontendInputs: { in: { def: [Buffer.of(1, 2), Buffer.of(3)] } },
      CacheImports: [{ Type: 'registry', Attrs: { ref: 'x' } }],
    })
  })

  test('reads results of every form', async () => {
    const attestation = {
      kind: 1,
      path: 'p',
      ref: { id: 'x' },
      inTotoPredicateType: 't',
      inTotoSubjects: [{ kind: 1, name: 'n', digest: ['sha256:a'] }],
      metadata: { k: bytes('v') },
    }
    const forms: Record<string, unknown>[] = [
      { result: { ref: { id: '' } } },
      { result: { refDeprecated: 'old' } },
      {
        result: {
          refs: { refs: { 'linux/amd64': { id: 'a' }, 'linux/arm64': { id: '' } } },
          metadata: { m: bytes('1') },
        },
      },
      { result: { refsDeprecated: { refs: { p: 'b', q: '' } } } },
      { result: { ref: { id: 'r' }, attestations: { p: { attestation: [attestation] } } } },
      { ref: 'bare' },
    ]
    let next = 0
    const { client } = await connectTo({ Solve: () => forms[next++] ?? {} })
    const results: BuildResult[] = []
    for (const _ of forms) results.push(await client.solve({ definition }))
    const ids = (refs: BuildResult['refs']) => refs && [...refs].map(([name, ref]) => [name, ref?.id])
    expect(results.map(({ ref, refs }) => [ref?.id, ids(refs)])).toEqual([
      [undefined, undefined],
      ['old', undefined],
      [
        undefined,
        [
          ['linux/amd64', 'a'],
          ['linux/arm64', undefined],
        ],
      ],
      [
        undefined,
        [
          ['p', 'b'],
          ['q', undefined],
        ],
      ],
      ['r', undefined],
      ['bare', undefined],
    ])
    expect(results[2]?.metadata.get('m')).toEqual(Buffer.from('1'))
    expect(results[4]?.attestations?.get('p')?.[0]).toMatchObject({
      kind: 'bundle',
      path: 'p',
      ref: { id: 'x' },
      predicateType: 't',
      subjects: [{ kind: 'raw', name: 'n', digests: ['sha256:a'] }],
    })
  })

  test('a daemon that cannot evaluate is made to by looking at each reference', async () => {
    const { client, server } = await connectTo(
      {
        Solve: () => ({ result: { refs: { refs: { a: { id: '1' }, b: { id: '2' } } } } }),
        StatFile: ({ Ref: id }) => {
          if (id === '1') throw new RpcFailure(2, 'process did not complete')
          return { stat: { path: '.' } }
        },
      },
      { without: ['gateway.solve.evaluate'] },
    )
    const error = await failureOf(client.solve({ definition, evaluate: true }))
    expect(error.message).toBe('process did not complete')
    expect(server.calls.filter(({ method }) => method === 'StatFile').map(({ request }) => request)).toEqual([
      { Ref: '1', Path: '.' },
      { Ref: '2', Path: '.' },
    ])
  })
})

describe('errors of the daemon', () => {
  const detail = (name: string) => ({
    type_url: `github.com/moby/buildkit/errdefs.${name}+json`,
    value: Buffer.from(`{"${name}":1}`),
  })

  test('keep code, message and details, the last known detail first', async () => {
    const details = [detail('Vertex'), { type_url: 'other', value: Buffer.from('x') }, detail('Source')]
    const { client, server } = await connectTo({
      Solve: () => {
        throw new RpcFailure(5, 'g\u00f6ne: 100% \u{1F600}\nline two', details)
      },
      Return: () => ({}),
    })
    const error = await failureOf(client.solve({ definition }))
    expect([error.code, error.status, error.message]).toEqual([
      'daemon',
      5,
      'g\u00f6ne: 100% \u{1F600}\nline two',
    ])
    await client.returnFailure(error)
    expect(server.calls.at(-1)?.request).toEqual({
      error: {
        code: 5,
        message: error.message,
        details: [details[1], details[2], details[0]],
      },
    })
  })

  test('a call that the daemon does not know', async () => {
    const { client } = await connectTo({})
    expect(
      (await failureOf(client.warn({ digest: '', level: 1, short: '', detail: [], url: '' }))).status,
    ).toBe(12)
  })

  test('a message that the daemon finds too large', async () => {
    const { client } = await connectTo({
      Solve: () => {
        throw new RpcFailure(8, 'grpc: received message larger than max (17000013 vs. 16777216)')
      },
    })
    const error = await failureOf(
      client.solve({ definition: { def: [new Uint8Array(17e6)], metadata: new Map() } }),
    )
    expect([error.status, error.message]).toEqual([
      8,
      'grpc: received message larger than max (17000013 vs. 16777216)',
    ])
  })

  test('a connection that is lost ends every call', async () => {
    const { client, server } = await connectTo({ Solve: () => new Promise(() => {}) })
    const call = failureOf(client.solve({ definition }))
    setTimeout(server.close, 20)
    expect((await call).status).toBe(14)
  })
})

describe('references', () => {
  async function solveRef(handlers: Parameters<typeof connectTo>[0], without: readonly string[] = []) {
    const { client, server } = await connectTo({ Solve: solved, ...handlers }, { without })
    const { ref } = await client.solve({ definition })
    return { ref: ref as Ref, server }
  }

  test('read a file, or a part of it', async () => {
    const { ref, server } = await solveRef({ ReadFile: () => ({ Data: bytes('text') }) })
    expect(Buffer.from(await ref.readFile('a/b')).toString()).toBe('text')
    await ref.readFile('a/b', { offset: 3, length: 9 })
    expect(server.calls.slice(-2).map(({ request }) => request)).toEqual([
      { Ref: 'r1', FilePath: 'a/b' },
      { Ref: 'r1', FilePath: 'a/b', Range: { Offset: 3, Length: 9 } },
    ])
  })

  test('list a directory and describe a file', async () => {
    const stat = { path: 'f', mode: 0o644, uid: 1, gid: 2, size: 5, modTime: 7, linkname: 'l' }
    const { ref, server } = await solveRef({
      ReadDir: () => ({ entries: [stat] }),
      StatFile: () => ({ stat }),
    })
    expect(await ref.readDir('/d', '*.ts')).toEqual([{ ...stat, modTime: 7n }])
    expect(await ref.statFile('/d/f')).toEqual({ ...stat, modTime: 7n })
    expect(server.calls.at(-2)?.request).toEqual({ Ref: 'r1', DirPath: '/d', IncludePattern: '*.ts' })
  })

  test('evaluate', async () => {
    const { ref, server } = await solveRef({ Evaluate: () => ({}) })
    await ref.evaluate()
    expect(server.calls.at(-1)).toMatchObject({ method: 'Evaluate', request: { Ref: 'r1' } })
  })

  test('say what the daemon lacks', async () => {
    const { ref } = await solveRef({}, ['readdir', 'statfile'])
    expect((await failureOf(ref.readDir('/'))).message).toContain('readdir (read static directory)')
    expect((await failureOf(ref.statFile('/'))).message).toContain('statfile (stat a file)')
  })

  test('a large file comes whole', async () => {
    const data = Buffer.alloc(5_000_000, 'abc')
    const { ref } = await solveRef({ ReadFile: () => ({ Data: data }) })
    expect(Buffer.from(await ref.readFile('big')).equals(data)).toBe(true)
  })

  test('a file of more than 16 MiB is refused', async () => {
    const { ref } = await solveRef({ ReadFile: () => ({ Data: Buffer.alloc(17_000_000) }) })
    const error = await failureOf(ref.readFile('big'))
    expect([error.status, error.message]).toEqual([
      8,
      'grpc: received message larger than max (17000005 vs. 16777216)',
    ])
  })
})

describe('sources', () => {
  test('of images, git and http', async () => {
    const answers: Record<string, Record<string, unknown>> = {
      'docker-image://a': { Image: { Digest: 'sha256:d', Config: bytes('{}') } },
      'git://b': {
        Git: { Checksum: 'c', Ref: 'refs/heads/x', CommitChecksum: 'cc', CommitObject: bytes('o') },
      },
      'https://c': {
        HTTP: { Checksum: 'sha256:e', Filename: 'f', LastModified: { seconds: 1_700_000_000, nanos: 5 } },
      },
    }
    const { client, server } = await connectTo({
      ResolveSourceMeta: ({ Source: source }) => {
        const { identifier } = source as { identifier: string }
        return { Source: { identifier, attrs: { k: 'v' } }, ...answers[identifier] }
      },
    })
    const ask = (identifier: string) =>
      client.resolveSourceMeta({ identifier, logName: 'log', gitObjects: true })
    expect(await ask('docker-image://a')).toEqual({
      identifier: 'docker-image://a',
      attrs: { k: 'v' },
      image: { digest: 'sha256:d', config: Buffer.from('{}') },
    })
    expect((await ask('git://b')).git).toMatchObject({ checksum: 'c', commitObject: Buffer.from('o') })
    expect((await ask('https://c')).http).toEqual({
      checksum: 'sha256:e',
      filename: 'f',
      lastModified: { seconds: 1_700_000_000, nanos: 5 },
    })
    expect(server.calls.at(-1)?.request).toEqual({
      Source: { identifier: 'https://c' },
      LogName: 'log',
      Git: { ReturnObject: true },
    })
  })

  test('of an old daemon: images by their config, all else unchanged', async () => {
    const { client, server } = await connectTo(
      { ResolveImageConfig: () => ({ Digest: 'sha256:d', Config: bytes('{}') }) },
      { without: ['source.metaresolver'] },
    )
    const platform = { os: 'linux', architecture: 'arm', variant: 'v7' }
    expect(
      await client.resolveSourceMeta({
        identifier: 'oci-layout://x/y@sha256:d',
        attrs: { 'oci.session': 's', 'oci.store': 't' },
        platform,
        logName: 'log',
      }),
    ).toMatchObject({ identifier: 'oci-layout://x/y@sha256:d', image: { digest: 'sha256:d' } })
    expect(server.calls.at(-1)?.request).toEqual({
      Ref: 'x/y@sha256:d',
      Platform: { OS: 'linux', Architecture: 'arm', Variant: 'v7' },
      LogName: 'log',
      ResolverType: 1,
      SessionID: 's',
      StoreID: 't',
    })
    expect(await client.resolveSourceMeta({ identifier: 'git://b', logName: '' })).toEqual({
      identifier: 'git://b',
      attrs: {},
    })
  })
})

test('inputs are read back as they were sent', async () => {
  const { client } = await connectTo({
    Inputs: () => ({
      Definitions: { ctx: { def: [Buffer.of(9)], metadata: { 'sha256:b': { description: { a: 'b' } } } } },
    }),
  })
  const inputs = await client.inputs()
  expect(inputs.get('ctx')?.def.map((op) => [...op])).toEqual([[9]])
  expect(inputs.get('ctx')?.metadata.get('sha256:b')).toMatchObject({ description: { a: 'b' } })
})

test('warnings carry their place', async () => {
  const { client, server } = await connectTo({ Warn: () => ({}) })
  const position = { line: 2, character: 0 }
  await client.warn({
    digest: 'sha256:a',
    level: 1,
    short: 'short',
    detail: ['one', 'two'],
    url: 'u',
    source: { filename: 'Dockerfile', data: bytes('x'), language: 'Dockerfile' },
    ranges: [{ start: position, end: position }],
  })
  expect(server.calls.at(-1)?.request).toEqual({
    digest: 'sha256:a',
    level: 1,
    short: Buffer.from('short'),
    detail: [Buffer.from('one'), Buffer.from('two')],
    url: 'u',
    info: { filename: 'Dockerfile', data: Buffer.from('x'), language: 'Dockerfile' },
    ranges: [{ start: { line: 2 }, end: { line: 2 } }],
  })
})

describe('return', () => {
  const returned = async (result: BuildResult, without: readonly string[] = []) => {
    const { client, server } = await connectTo({ Return: () => ({}) }, { without })
    await client.returnResult(result)
    return server.calls.at(-1)?.request
  }
  const ref = { id: 'r' } as Ref

  test('one reference, or none', async () => {
    const metadata = new Map([['k', bytes('v')]])
    expect(await returned({ ref, metadata })).toEqual({
      result: { ref: { id: 'r' }, metadata: { k: Buffer.from('v') } },
    })
    expect(await returned({ metadata: new Map() })).toEqual({ result: { ref: {} } })
  })

  test('many references with attestations', async () => {
    const result: BuildResult = {
      refs: new Map([
        ['a', ref],
        ['b', undefined],
      ]),
      metadata: new Map(),
      attestations: new Map([
        ['a', [{ kind: 'bundle', ref, path: 'p', predicateType: '', metadata: new Map(), subjects: [] }]],
      ]),
    }
    expect(await returned(result)).toEqual({
      result: {
        refs: { refs: { a: { id: 'r' }, b: {} } },
        attestations: { a: { attestation: [{ kind: 1, ref: { id: 'r' }, path: 'p' }] } },
      },
    })
  })

  test('to a daemon that knows references as bare ids', async () => {
    const without = ['proto.refarray']
    expect(await returned({ ref, metadata: new Map() }, without)).toEqual({ result: { refDeprecated: 'r' } })
    const refs = new Map([
      ['a', ref],
      ['b', undefined],
    ])
    expect(await returned({ refs, metadata: new Map() }, without)).toEqual({
      result: { refsDeprecated: { refs: { a: 'r', b: '' } } },
    })
  })

  test('to a daemon that takes one reference only', async () => {
    const { client } = await connectTo({ Return: () => ({}) }, { without: ['returnmap'] })
    const refs = new Map([
      ['a', ref],
      ['b', ref],
    ])
    const error = await failureOf(client.returnResult({ refs, metadata: new Map() }))
    expect(error.message).toContain('feature returnmap (return reference map) is not supported')
  })

  test('to a daemon without the call: a final solve of the same graph', async () => {
    const { client, server } = await connectTo({ Solve: () => ({ ref: 'r1' }) }, { without: ['return'] })
    const result = await client.solve({ definition })
    await client.returnResult({
      ...result,
      metadata: new Map([
        ['b', bytes('2')],
        ['a', bytes('1')],
      ]),
    })
    const [first, final] = server.calls.slice(-2).map(({ request }) => request)
    expect(final).toEqual({ ...first, Final: true, ExporterAttr: Buffer.from('{"a":"MQ==","b":"Mg=="}') })
    expect(await client.returnFailure(new Error('x'))).toBe(false)
  })
})
