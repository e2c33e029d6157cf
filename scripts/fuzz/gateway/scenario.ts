/** A build that somebody wants to hurt the frontend with: what the client says, and what the daemon has. */
export interface Scenario {
  readonly name: string
  /** Files by path, whatever source they are asked of. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Frontend options by key. */
  readonly options?: Readonly<Record<string, string>>
  /** The config of every image, as JSON. */
  readonly imageConfig?: string | Uint8Array
  /** What becomes of an answer on its way: another one. */
  readonly answered?: (path: string, answer: Uint8Array) => Uint8Array
}

const plainConfig = JSON.stringify({
  architecture: 'amd64',
  os: 'linux',
  config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['/bin/sh'] },
  rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] },
  history: [{ created: '2024-01-01T00:00:00Z', created_by: 'ADD file:0 in / ' }],
})

/** The bytes of a file; undefined where there is none. */
export function fileOf({ files }: Scenario, path: string): Uint8Array | undefined {
  const name = path.replace(/^\/+/, '')
  const content = Object.hasOwn(files, name) ? files[name] : undefined
  return typeof content === 'string' ? Buffer.from(content) : content
}

export function imageConfigOf({ imageConfig }: Scenario): Uint8Array {
  return Buffer.from(imageConfig ?? plainConfig)
}

/** The environment that a daemon starts a frontend with. */
export function environmentOf({ options }: Scenario): Record<string, string> {
  const all = { cmdline: 'fuzz/frontend', source: 'docker.io/fuzz/frontend:latest', ...options }
  return {
    BUILDKIT_SESSION_ID: 'fuzz',
    BUILDKIT_EXPORTEDPRODUCT: 'buildkit',
    BUILDKIT_WORKERS: JSON.stringify([
      { ID: 'worker', Labels: {}, Platforms: [{ architecture: 'amd64', os: 'linux' }], GCPolicy: [] },
    ]),
    ...Object.fromEntries(
      Object.entries(all).map(([key, value], index) => [`BUILDKIT_FRONTEND_OPT_${index}`, `${key}=${value}`]),
    ),
  }
}
