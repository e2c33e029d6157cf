import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A Docker Engine that answers. */
export interface Docker {
  /** Runs `docker` to its end; what it writes is kept to be shown where it fails. */
  run(args: readonly string[]): Promise<DockerOutcome>
}

export interface DockerOutcome {
  readonly status: number | null
  /** From exec to exit, in milliseconds. */
  readonly milliseconds: number
  readonly printed: string
}

/**
 * The engine of this machine, or a throwaway one that is started where none answers. Throws Error where there
 * can be none.
 */
export function connectDocker(): Docker {
  const script = 'set -e; lines=$(scripts/engine up); eval "$lines"; exec env -0'
  const printed = execFileSync('bash', ['-c', script], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const env: Record<string, string> = { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
  for (const entry of printed.toString().split('\0')) {
    const at = entry.indexOf('=')
    if (at > 0) env[entry.slice(0, at)] = entry.slice(at + 1)
  }
  return {
    async run(args) {
      const start = performance.now()
      const child = spawn('docker', args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
      let text = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          text = (text + chunk).slice(-20_000)
        })
      }
      const [status] = (await once(child, 'close')) as [number | null]
      return { status, milliseconds: performance.now() - start, printed: text }
    },
  }
}

/** Runs `docker`. Throws Error, with what it wrote, where it does not succeed. */
export async function mustRun(docker: Docker, args: readonly string[]): Promise<DockerOutcome> {
  const outcome = await docker.run(args)
  if (outcome.status === 0) return outcome
  throw new Error(`docker ${args.join(' ')} ended with ${outcome.status}:\n${outcome.printed}`)
}

/** Makes the frontend image, and the base images of the benchmark's builds, where they are not there yet. */
export function prepareImages(name: string): void {
  const script = `set -e; lines=$(scripts/engine up); eval "$lines"
    scripts/images slipway-test/busybox; scripts/frontend-image "$1"`
  execFileSync('bash', ['-c', script, 'bench', name], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** The name that our frontend image has here. */
export const frontendImage = 'myorg/frontend'
