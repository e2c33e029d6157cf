/** A graph as it was sent, in comparable form. */
export interface DescribedDefinition {
  /** Ops in wire order; digests are over the bytes as they came. */
  readonly ops: readonly { readonly digest: string; readonly op: unknown }[]
  readonly metadata: Readonly<Record<string, DescribedMetadata>>
  readonly source: {
    readonly locations: Readonly<Record<string, readonly string[]>>
    readonly infos: readonly unknown[]
  } | null
}

/** `OpMetadata`; capabilities by name, progress groups numbered, since their ids are random. */
export interface DescribedMetadata {
  readonly caps?: readonly string[]
  readonly [field: string]: unknown
}

/** A solve that the frontend asked for. */
export interface SolveRecord {
  readonly definition: DescribedDefinition | null
  readonly frontend?: string | undefined
  readonly frontendOpt?: unknown
  readonly inputs?: readonly string[] | undefined
  readonly cacheImports?: unknown
  readonly evaluate?: boolean | undefined
}

/** What a frontend returned; references stand for the digest of the graph that was solved for them. */
export interface ResultRecord {
  readonly ref?: string | null | undefined
  readonly refs?: Readonly<Record<string, string | null>> | undefined
  readonly metadata: Readonly<Record<string, unknown>>
  readonly attestations?: Readonly<Record<string, readonly unknown[]>> | undefined
}

/** The error that a frontend returned. */
export interface ErrorRecord {
  readonly code: number
  readonly message: string
  /** Type URLs of the details. */
  readonly details: readonly string[]
  /** Files and ranges of `errdefs.Source` details. */
  readonly sources: readonly unknown[]
}

/** All that a frontend did in one build. */
export interface Transcript {
  readonly solves: readonly SolveRecord[]
  readonly resolves: readonly unknown[]
  readonly reads: readonly string[]
  /** The same with questions for sizes: `stat a`, `read a 0+5`; recordings before those have none. */
  readonly files?: readonly string[]
  readonly warnings: readonly unknown[]
  readonly result: ResultRecord | null
  readonly error: ErrorRecord | null
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null
}
