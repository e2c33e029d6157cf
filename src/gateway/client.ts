import type { CapSet, Definition } from '../llb/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { ErrorDetail, Range } from '../source/index.ts'

/** A worker of the daemon and what it can run (`WorkerRecord`, or BUILDKIT_WORKERS). */
export interface Worker {
  readonly id: string
  readonly platforms: readonly Platform[]
}

/** What the daemon says of itself and of the build; fixed once the connection stands. */
export interface BuildEnvironment {
  /** Frontend options by key (BUILDKIT_FRONTEND_OPT_*). */
  readonly options: ReadonlyMap<string, string>
  readonly sessionId: string
  readonly workers: readonly Worker[]
  readonly product: string
  /** Capabilities of the gateway API. */
  readonly gatewayCaps: CapSet
  /** Capabilities of LLB. */
  readonly llbCaps: CapSet
}

/** Where results of earlier builds may be taken from. */
export interface CacheImport {
  readonly type: string
  readonly attrs: Readonly<Record<string, string>>
}

/** What the daemon is asked to build: a graph, or what another frontend makes. */
export interface SolveRequest {
  readonly definition?: Definition
  /** Another frontend to run instead of a definition: `gateway.v0`. */
  readonly frontend?: string
  readonly frontendOptions?: ReadonlyMap<string, string>
  readonly frontendInputs?: ReadonlyMap<string, Definition>
  readonly cacheImports?: readonly CacheImport[]
  /** Runs the graph before answering, so that its errors come back with the answer. */
  readonly evaluate?: boolean
}

/** A handle on a solved result; `''` stands for scratch. */
export interface Ref {
  readonly id: string
  /** A whole file, or `length` bytes from `offset`. Throws BuildError (code `daemon`). */
  readFile(path: string, range?: { readonly offset: number; readonly length: number }): Promise<Uint8Array>
  readDir(path: string, includePattern?: string): Promise<readonly FileStat[]>
  statFile(path: string): Promise<FileStat>
  /** Runs the graph of the ref now. */
  evaluate(): Promise<void>
}

/** `fsutil.types.Stat`. */
export interface FileStat {
  readonly path: string
  /** Go's FileMode bits. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  /** Nanoseconds since the epoch. */
  readonly modTime: bigint
  readonly linkname: string
}

/** A statement about a result, such as its SBOM. */
export interface Attestation {
  readonly kind: 'in-toto' | 'bundle'
  readonly ref?: Ref
  readonly path: string
  readonly predicateType: string
  readonly metadata: ReadonlyMap<string, Uint8Array>
  readonly subjects: readonly {
    readonly kind: 'self' | 'raw'
    readonly name: string
    readonly digests: readonly string[]
  }[]
}

/** The outcome of a build: one ref, or one for each platform, with metadata (`Result`). */
export interface BuildResult {
  readonly ref?: Ref | undefined
  readonly refs?: ReadonlyMap<string, Ref | undefined>
  readonly metadata: ReadonlyMap<string, Uint8Array>
  readonly attestations?: ReadonlyMap<string, readonly Attestation[]>
}

/** A source whose metadata is asked for. */
export interface SourceMetaRequest {
  readonly identifier: string
  readonly attrs?: Readonly<Record<string, string>>
  readonly platform?: Platform
  /** The progress line. */
  readonly logName: string
  /** `default`, `pull` or `local`; for images. */
  readonly resolveMode?: string
  /** Whether commit and tag objects of a git source are wanted. */
  readonly gitObjects?: boolean
}

/** `ResolveSourceMetaResponse`. */
export interface SourceMeta {
  /** What the source became once the daemon's source policies had their say. */
  readonly identifier: string
  readonly attrs: Readonly<Record<string, string>>
  readonly image?: { readonly digest: string; readonly config: Uint8Array }
  readonly git?: {
    readonly checksum: string
    readonly ref: string
    readonly commitChecksum: string
    readonly commitObject: Uint8Array
    readonly tagObject: Uint8Array
  }
  readonly http?: {
    readonly checksum: string
    readonly filename: string
    readonly lastModified?: { readonly seconds: number; readonly nanos: number }
  }
}

/** `WarnRequest`. */
export interface Warning {
  /** Digest of the op that the source file was read from. */
  readonly digest: string
  readonly level: number
  readonly short: string
  readonly detail: readonly string[]
  readonly url: string
  readonly source?: {
    readonly filename: string
    readonly data: Uint8Array
    readonly language: string
    readonly definition?: Definition
  }
  readonly ranges?: readonly Range[]
}

/** A failed build as it travels back (`Return.error`, `google.rpc.Status`). */
export interface Status {
  readonly code: number
  readonly message: string
  readonly details: readonly ErrorDetail[]
}

/** The gateway as the rest of the program sees it. Every call throws BuildError (code `daemon`) on a bad status. */
export interface GatewayClient {
  readonly environment: BuildEnvironment
  solve(request: SolveRequest): Promise<BuildResult>
  resolveSourceMeta(request: SourceMetaRequest): Promise<SourceMeta>
  /** For daemons without `source.metaresolver`; an OCI layout names its session and store. */
  resolveImageConfig(request: {
    readonly ref: string
    readonly platform?: Platform
    readonly resolveMode?: string
    readonly logName: string
    readonly ociStore?: { readonly sessionId: string; readonly storeId: string }
  }): Promise<{ readonly ref: string; readonly digest: string; readonly config: Uint8Array }>
  /** Definitions that the client sent along, by name. */
  inputs(): Promise<ReadonlyMap<string, Definition>>
  warn(warning: Warning): Promise<void>
}
