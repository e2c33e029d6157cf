/** A build that a frontend is asked to do: what the daemon of the benchmark has. */
export interface Build {
  readonly name: string
  readonly dockerfile: string
  /** The `.dockerignore` of the build context; there is none by default. */
  readonly ignoreFile?: string
  /** Frontend options by key. */
  readonly options?: Readonly<Record<string, string>>
}

/** The environment that a daemon starts a frontend with for a build. */
export function environmentOf({ options }: Build): Record<string, string> {
  const all = { cmdline: 'bench/frontend', source: 'docker.io/bench/frontend:latest', ...options }
  return {
    BUILDKIT_SESSION_ID: 'benchmark',
    BUILDKIT_EXPORTEDPRODUCT: 'buildkit',
    BUILDKIT_WORKERS: JSON.stringify([
      { ID: 'worker', Labels: {}, Platforms: [{ architecture: 'amd64', os: 'linux' }], GCPolicy: [] },
    ]),
    ...Object.fromEntries(
      Object.entries(all).map(([key, value], index) => [`BUILDKIT_FRONTEND_OPT_${index}`, `${key}=${value}`]),
    ),
  }
}
