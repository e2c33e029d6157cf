/** The content of a file of a fixture. */
export type Content =
  | string
  | { readonly base64: string }
  | { readonly repeat: readonly (readonly [text: string, times: number])[] }

/** Files by path. */
export type FileTree = Readonly<Record<string, Content>>

type Json = Readonly<Record<string, unknown>>

interface Failure {
  readonly code?: number
  readonly message: string
}

/** A base image as a registry of the case has it. */
export interface FixtureImage {
  /** The config as it is, in place of what the other fields say. */
  readonly raw?: string
  readonly config?: Json
  /** More of the config, by `os/arch`. */
  readonly platformConfig?: Readonly<Record<string, Json>>
  readonly platforms?: readonly string[]
  readonly digest?: string
  readonly error?: Failure
  /** The identifier that a source policy turned the reference into. */
  readonly becomes?: string
}

/** What the daemon of a case has and answers. */
export interface Fixture {
  readonly name: string
  /** Frontend options; null takes a default one away. */
  readonly opts?: Readonly<Record<string, string | null>>
  /** Files by local name or source identifier; `git` stands for every repository. */
  readonly files?: Readonly<Record<string, FileTree>>
  /** Files by URL. */
  readonly http?: Readonly<Record<string, FileTree>>
  /** What the archive of a source identifier holds. */
  readonly unpacked?: Readonly<Record<string, FileTree>>
  readonly images?: Readonly<Record<string, FixtureImage>>
  /** Metadata of sources, over the default ones. */
  readonly meta?: Readonly<Record<string, Json & { readonly error?: Failure }>>
  /** Errors of solving sources, by identifier. */
  readonly fail?: Readonly<Record<string, Failure>>
  /** Definitions that the client sends along: ops, whose input digest `#n` is that of the nth, or a wire definition. */
  readonly inputs?: Readonly<Record<string, readonly Json[] | Json>>
  readonly caps?: {
    readonly llb?: readonly string[]
    readonly frontend?: readonly string[]
    readonly without?: readonly string[]
    /** Reasons by capability. */
    readonly disabled?: Readonly<Record<string, string>>
  }
  /** The outcome of a solve by another frontend. */
  readonly forward?: {
    readonly metadata?: Readonly<Record<string, string>>
    readonly refs?: readonly string[]
    readonly attestations?: Readonly<Record<string, readonly Json[]>>
    readonly error?: Failure
  }
  readonly workers?: readonly Json[]
  readonly session?: string
}

/** The environment that a daemon starts the frontend of `fixture` with. */
export function environmentOf(fixture: Fixture): Record<string, string> {
  const options: Readonly<Record<string, string | null>> = {
    source: 'docker.io/myorg/frontend:latest',
    cmdline: 'myorg/frontend',
    ...fixture.opts,
  }
  const environment: Record<string, string> = {
    BUILDKIT_SESSION_ID: fixture.session ?? 'sess-fixed-0001',
    BUILDKIT_WORKERS: JSON.stringify(fixture.workers ?? [defaultWorker]),
    BUILDKIT_EXPORTEDPRODUCT: 'buildkit',
  }
  Object.entries(options).forEach(([key, value], index) => {
    if (value !== null) environment[`BUILDKIT_FRONTEND_OPT_${index}`] = `${key}=${value}`
  })
  return environment
}

const defaultWorker = {
  ID: 'w0',
  Labels: {},
  Platforms: [
    { architecture: 'amd64', os: 'linux' },
    { architecture: 'arm64', os: 'linux' },
  ],
  GCPolicy: [],
}

export function bytesOf(content: Content): Buffer {
  if (typeof content === 'string') return Buffer.from(content)
  if ('base64' in content) return Buffer.from(content.base64, 'base64')
  return Buffer.from(content.repeat.map(([text, times]) => text.repeat(times)).join(''))
}
