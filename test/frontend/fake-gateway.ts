import type {
  BuildResult,
  GatewayClient,
  Ref,
  SolveRequest,
  SourceMeta,
  SourceMetaRequest,
  Warning,
} from '../../src/gateway/client.ts'
import { describeOp, sourcesOf } from '../../src/llb/index.ts'
import { BuildError } from '../../src/source/index.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export interface FakeGatewayOptions {
  readonly options?: Readonly<Record<string, string>>
  /** Files by source identifier (`local://dockerfile`). */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>
  /** Image configs by reference; every other image has a plain one. */
  readonly images?: Readonly<Record<string, object>>
  /** What policies put in place of a source, by identifier. */
  readonly replaced?: Readonly<Record<string, string>>
  readonly meta?: Readonly<Record<string, Partial<SourceMeta>>>
  /** What another frontend answers. */
  readonly forward?: () => BuildResult
  /** How long an image is looked up, in milliseconds. */
  readonly delay?: (request: SourceMetaRequest) => number
  /** Capabilities that the daemon lacks. */
  readonly without?: readonly string[]
}

/** A gateway that answers from what a test gives it, and keeps what it was asked. */
export class FakeGateway implements GatewayClient {
  readonly environment: GatewayClient['environment']
  readonly solves: SolveRequest[] = []
  readonly resolves: SourceMetaRequest[] = []
  readonly warnings: Warning[] = []
  /** Files that were asked for, in order: `stat a`, `read a 0+5`. */
  readonly fileQuestions: string[] = []
  readonly #fake: FakeGatewayOptions

  constructor(fake: FakeGatewayOptions = {}) {
    this.#fake = fake
    const caps = {
      missing: (id: string) => (fake.without?.includes(id) ? `no ${id}` : undefined),
    }
    this.environment = {
      options: new Map(Object.entries({ cmdline: 'x', ...fake.options })),
      sessionId: 'session',
      workers: [{ id: 'w', platforms: [{ os: 'linux', architecture: 'amd64' }] }],
      product: 'buildkit',
      gatewayCaps: caps,
      llbCaps: caps,
    }
  }

  /** Names of the sources that were solved, those of the first solve first. */
  get solvedSources(): readonly string[] {
    return this.solves.flatMap(({ definition }) =>
      definition === undefined ? [] : sourcesOf(definition).map(({ identifier }) => identifier),
    )
  }

  /** The ops of the last solve. */
  get lastOps() {
    return (this.solves.at(-1)?.definition?.def ?? []).map((bytes) => describeOp(bytes))
  }

  async solve(request: SolveRequest): Promise<BuildResult> {
    this.solves.push(request)
    if (request.frontend !== undefined) {
      if (this.#fake.forward === undefined) throw new BuildError('daemon', 'no such frontend', { status: 5 })
      return this.#fake.forward()
    }
    const { definition } = request
    if (definition === undefined || definition.def.length === 0) return { metadata: new Map() }
    const [source] = sourcesOf(definition)
    const files = this.#fake.files?.[source?.identifier ?? ''] ?? {}
    return { ref: fakeRef(`ref-${this.solves.length}`, files, this.fileQuestions), metadata: new Map() }
  }

  async resolveSourceMeta(request: SourceMetaRequest): Promise<SourceMeta> {
    this.resolves.push(request)
    const { identifier, attrs = {} } = request
    const delay = this.#fake.delay?.(request) ?? 0
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    const given = this.#fake.meta?.[identifier]
    if (given !== undefined) return { identifier, attrs, ...given }
    const replaced = this.#fake.replaced?.[identifier]
    if (replaced !== undefined) return { identifier: replaced, attrs }
    const ref = identifier.replace(/^[a-z-]+:\/\//, '')
    if (ref.includes('missing')) throw new BuildError('daemon', `${ref}: not found`, { status: 5 })
    return { identifier, attrs, image: { digest: `sha256:${'ab'.repeat(32)}`, config: this.#config(ref) } }
  }

  async resolveImageConfig({ ref }: { readonly ref: string }) {
    return { ref, digest: `sha256:${'ab'.repeat(32)}`, config: this.#config(ref) }
  }

  async inputs() {
    return new Map()
  }

  async warn(warning: Warning): Promise<void> {
    this.warnings.push(warning)
  }

  #config(ref: string): Uint8Array {
    return encoder.encode(
      JSON.stringify({
        os: 'linux',
        architecture: 'amd64',
        rootfs: { type: 'layers', diff_ids: ['sha256:0'] },
        ...this.#fake.images?.[ref],
      }),
    )
  }
}

function fakeRef(id: string, files: Readonly<Record<string, string | Uint8Array>>, questions: string[]): Ref {
  const contentOf = (path: string, call: string): Uint8Array => {
    const content = files[path]
    if (content === undefined) {
      throw new BuildError('daemon', `${call} ${path}: no such file or directory`, { status: 5 })
    }
    return typeof content === 'string' ? encoder.encode(content) : content
  }
  return {
    id,
    async readFile(path, range) {
      questions.push(`read ${path}${range === undefined ? '' : ` ${range.offset}+${range.length}`}`)
      const bytes = contentOf(path, 'open')
      return range === undefined ? bytes : bytes.subarray(range.offset, range.offset + range.length)
    },
    readDir: async () => [],
    async statFile(path) {
      questions.push(`stat ${path}`)
      const size = contentOf(path, 'stat').length
      return { path, mode: 0, uid: 0, gid: 0, size, modTime: 0n, linkname: '' }
    },
    evaluate: async () => {},
  }
}

/** The Dockerfile of a build without anything else. */
export function dockerfile(text: string): NonNullable<FakeGatewayOptions['files']> {
  return { 'local://dockerfile': { Dockerfile: text } }
}

/** A text of a result's metadata. */
export function textOf(result: BuildResult, key: string): string {
  return decoder.decode(result.metadata.get(key))
}
