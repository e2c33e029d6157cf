import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { type Handlers, RpcFailure } from '../gateway/bridge-server.ts'
import { DaemonSources, type WirePlatform } from './daemon-sources.ts'
import { bytesOf, type FileTree, type Fixture } from './fixture.ts'
import { recordError, recordResult, type WireResult, type WireStatus } from './return-record.ts'
import type { SolveRecord, Transcript } from './transcript.ts'
import {
  describe,
  encodeOp,
  sha256,
  showRange,
  type WireDefinition,
  type WireRange,
  type WireSourceInfo,
} from './wire-messages.ts'

const allCaps = JSON.parse(readFileSync(new URL('data/caps.json', import.meta.url), 'utf8')) as {
  readonly llb: readonly string[]
  readonly frontend: readonly string[]
}

interface SolveRequest {
  readonly Definition?: WireDefinition
  readonly Frontend?: string
  readonly FrontendOpt?: unknown
  readonly FrontendInputs?: Readonly<Record<string, unknown>>
  readonly CacheImports?: unknown
  readonly Evaluate?: boolean
  readonly Final?: boolean
  readonly ExporterAttr?: Uint8Array
}

interface SolvedRef {
  readonly digest: string | undefined
  readonly files: FileTree | null
}

interface PathRequest {
  readonly Ref: string
  readonly FilePath?: string
  readonly Path?: string
  readonly DirPath?: string
  readonly Range?: { readonly Offset?: number; readonly Length?: number }
}

/**
 * A daemon for one case: it answers from the fixture and writes down all that the frontend
 * asked for, solved, warned of and returned. What it offers to serve is a table of handlers,
 * whatever the transport.
 */
export class SimulatedDaemon {
  readonly #fixture: Fixture
  readonly #sources: DaemonSources
  readonly #refs = new Map<string, SolvedRef>()
  readonly #caps: { readonly llb: readonly string[]; readonly frontend: readonly string[] }
  readonly #solves: SolveRecord[] = []
  readonly #resolves: unknown[] = []
  readonly #reads: string[] = []
  /** Files that were asked for their size, or read, in order. */
  readonly #files: string[] = []
  readonly #warnings: unknown[] = []
  #result: Transcript['result'] = null
  #error: Transcript['error'] = null

  constructor(fixture: Fixture) {
    this.#fixture = fixture
    this.#sources = new DaemonSources(fixture)
    const without = new Set(fixture.caps?.without)
    this.#caps = {
      llb: (fixture.caps?.llb ?? allCaps.llb).filter((id) => !without.has(id)),
      frontend: (fixture.caps?.frontend ?? allCaps.frontend).filter((id) => !without.has(id)),
    }
  }

  transcript(exit: Transcript['exit']): Transcript {
    return {
      solves: this.#solves,
      resolves: this.#resolves,
      reads: this.#reads,
      files: this.#files,
      warnings: this.#warnings,
      result: this.#result,
      error: this.#error,
      exit,
    }
  }

  readonly handlers: Handlers = {
    Ping: () => ({
      FrontendAPICaps: this.#caps.frontend.map((id) => this.#cap(id)),
      LLBCaps: this.#caps.llb.map((id) => this.#cap(id)),
      Workers: [],
    }),
    Inputs: () => ({ Definitions: this.#inputs() }),
    Solve: (request) => this.#solve(request as SolveRequest),
    Evaluate: () => ({}),
    ReadFile: (request) => this.#readFile(request as unknown as PathRequest),
    StatFile: (request) => this.#statFile(request as unknown as PathRequest),
    ReadDir: (request) => this.#readDir(request as unknown as PathRequest),
    ResolveImageConfig: (request) => {
      const { Ref: ref, Platform: platform, ResolveMode: mode, LogName: log } = request
      this.#resolves.push({ legacy: true, ref, platform, mode, log })
      const { digest, config } = this.#sources.image(String(ref), platform as WirePlatform | undefined)
      return { Digest: digest, Config: config, Ref: ref }
    },
    ResolveSourceMeta: (request) => {
      const source = request['Source'] as { readonly identifier: string; readonly attrs?: unknown }
      const { Platform: platform, ResolveMode: mode, LogName: log, Git: git } = request
      this.#resolves.push({ id: source.identifier, attrs: source.attrs, platform, mode, log })
      const objects = (git as { readonly ReturnObject?: boolean } | undefined)?.ReturnObject ?? false
      return this.#sources.metadata(source, platform as WirePlatform | undefined, objects)
    },
    Warn: (request) => {
      const { short, level, detail, url, info, ranges } = request
      this.#warnings.push({
        short: short?.toString(),
        level,
        detail: ((detail as readonly Buffer[] | undefined) ?? []).map(String),
        url,
        filename: (info as WireSourceInfo | undefined)?.filename,
        ranges: ((ranges as readonly WireRange[] | undefined) ?? []).map(showRange),
      })
      return {}
    },
    Return: (request) => {
      const digestOf = (id: string): string | undefined => this.#refs.get(id)?.digest
      if (request['error']) this.#error = recordError(request['error'] as WireStatus)
      else this.#result = recordResult((request['result'] ?? {}) as WireResult, digestOf)
      return {}
    },
  }

  #cap(id: string): Record<string, unknown> {
    const reason = this.#fixture.caps?.disabled?.[id]
    return { ID: id, Enabled: reason === undefined, ...(reason ? { DisabledReasonMsg: reason } : {}) }
  }

  #inputs(): Record<string, unknown> {
    const isOps = (value: unknown): value is readonly InputOp[] => Array.isArray(value)
    return Object.fromEntries(
      Object.entries(this.#fixture.inputs ?? {}).map(([name, input]) => [
        name,
        isOps(input) ? definitionOf(input) : input,
      ]),
    )
  }

  #solve(request: SolveRequest): Record<string, unknown> {
    const { Definition: definition, Frontend: frontend, FrontendInputs: inputs } = request
    const described = definition ? describe(definition) : null
    const id = `ref-${this.#solves.length}`
    this.#solves.push({
      definition: described,
      frontend: frontend || undefined,
      frontendOpt: request.FrontendOpt,
      inputs: inputs ? Object.keys(inputs).sort() : undefined,
      cacheImports: request.CacheImports,
      evaluate: request.Evaluate || undefined,
    })
    const failure = frontend ? this.#fixture.forward?.error : undefined
    if (failure) throw new RpcFailure(failure.code ?? 2, failure.message)
    if (definition) this.#sources.check(definition)
    const digest = described?.ops.at(-1)?.digest
    this.#refs.set(id, { digest, files: definition ? this.#sources.filesOf(definition) : null })
    if (request.Final) {
      // A daemon without the return capability takes the last solve for the result.
      const attributes = JSON.parse(Buffer.from(request.ExporterAttr ?? []).toString()) as Record<
        string,
        string
      >
      const metadata = Object.entries(attributes ?? {}).map(
        ([k, v]) => [k, Buffer.from(v, 'base64')] as const,
      )
      this.#result = {
        ref: digest ?? null,
        metadata: recordResult({ metadata: Object.fromEntries(metadata) }, () => undefined).metadata,
      }
    }
    if (!this.#caps.frontend.includes('return')) return { ref: id }
    if (frontend) return { result: this.#forwarded(id) }
    return { result: { ref: { id, ...(definition ? { def: definition } : {}) } } }
  }

  /** The result of another frontend, as the case has it. */
  #forwarded(id: string): Record<string, unknown> {
    const { metadata, refs, attestations } = this.#fixture.forward ?? {}
    const ref = (name: string): { id: string } => {
      this.#refs.set(`${id} ${name}`, { digest: `forwarded ${name}`, files: null })
      return { id: `${id} ${name}` }
    }
    const entries = Object.entries(attestations ?? {}).map(([key, list]) => [
      key,
      {
        attestation: list.map((attestation, index) => ({
          ...attestation,
          metadata: buffers(attestation['metadata'] as Record<string, string> | undefined),
          ref: ref(`${key} ${index}`),
        })),
      },
    ])
    return {
      metadata: buffers(metadata),
      ...(refs
        ? { refs: { refs: Object.fromEntries(refs.map((name) => [name, ref(name)])) } }
        : { ref: { id } }),
      attestations: Object.fromEntries(entries),
    }
  }

  #readFile({ Ref: ref, FilePath: path = '', Range: range }: PathRequest): Record<string, unknown> {
    const name = relative(path)
    this.#reads.push(name)
    this.#files.push(`read ${name}${range ? ` ${range.Offset ?? 0}+${range.Length ?? 0}` : ''}`)
    const content = this.#refs.get(ref)?.files?.[name]
    if (content === undefined) throw new RpcFailure(5, `open ${path}: no such file or directory`)
    const bytes = bytesOf(content)
    const { Offset: offset = 0, Length: length = 0 } = range ?? {}
    return { Data: bytes.subarray(offset, length > 0 ? offset + length : undefined) }
  }

  #statFile({ Ref: ref, Path: path = '' }: PathRequest): Record<string, unknown> {
    const name = relative(path)
    this.#files.push(`stat ${name}`)
    const files = this.#refs.get(ref)?.files
    const directory = name === '' || Object.keys(files ?? {}).some((file) => file.startsWith(`${name}/`))
    if (files && directory) return { stat: { path: posix.basename(name), mode: 0x8000_01ed } }
    const content = files?.[name]
    if (content === undefined) throw new RpcFailure(5, `stat ${path}: no such file or directory`)
    return { stat: { path: posix.basename(name), mode: 0o644, size: bytesOf(content).length } }
  }

  #readDir({ Ref: ref, DirPath: path = '' }: PathRequest): Record<string, unknown> {
    const dir = relative(path).replace(/\/$/, '')
    const prefix = dir === '' ? '' : `${dir}/`
    const names = Object.keys(this.#refs.get(ref)?.files ?? {})
      .filter((file) => file.startsWith(prefix))
      .map((file) => file.slice(prefix.length).split('/')[0] ?? '')
    return { entries: [...new Set(names)].sort().map((name) => ({ path: name, mode: 0o644 })) }
  }
}

interface InputOp {
  readonly inputs?: readonly { readonly digest: string }[]
}

/** A definition of ops in which an input's digest `#n` is that of the nth. */
function definitionOf(ops: readonly InputOp[]): Record<string, unknown> {
  const digests: string[] = []
  const def = [...ops, { inputs: [{ digest: `#${ops.length - 1}` }] }].map((op) => {
    const inputs = op.inputs?.map((input) => ({
      ...input,
      digest: input.digest.replace(/^#(\d+)$/, (_, index: string) => digests[Number(index)] ?? ''),
    }))
    const bytes = encodeOp({ ...op, ...(inputs ? { inputs } : {}) })
    digests.push(`sha256:${sha256(bytes)}`)
    return bytes
  })
  return { def, metadata: Object.fromEntries(digests.map((digest) => [digest, {}])) }
}

const relative = (path: string): string => posix.normalize(`/${path}`).slice(1)

function buffers(values: Readonly<Record<string, string>> | undefined): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, Buffer.from(value)]))
}
