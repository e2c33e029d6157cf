import { join } from 'node:path'
import { run } from './docker.ts'
import { ImageLayout } from './image-layout.ts'
import { readSteps, type Step } from './progress.ts'
import { type FrontendName, firstLine, syntaxImage } from './syntax-image.ts'
import { type Files, layOut, newDirectory } from './workspace.ts'

export interface BuildRequest {
  /** The Dockerfile, without a `# syntax` line; left out where the context brings its own. */
  readonly dockerfile?: string
  readonly frontend?: FrontendName
  /** How the frontend is chosen: by the first line of the Dockerfile, or by a build argument over the very same file. */
  readonly chosenBy?: 'syntax line' | 'build argument'
  /** Files of a new local context, or a directory, or a URL. */
  readonly context?: Files | string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  /** `layout` exports an OCI layout to look into; `load` leaves the image in the engine; `none` only builds. */
  readonly output?: 'layout' | 'load' | 'none'
  /** More keys for the exporter, `rewrite-timestamp=true` for one. */
  readonly exporter?: string
  readonly progress?: 'rawjson' | 'plain'
}

export interface BuildOutcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly steps: readonly Step[]
  /** All that the build printed. */
  readonly printed: string
  readonly layout: ImageLayout
}

/** Runs `docker buildx build`; a failed build is an outcome as well. */
export async function tryBuild(request: BuildRequest): Promise<BuildOutcome> {
  const { frontend = 'ours', chosenBy = 'syntax line', progress = 'rawjson', output = 'layout' } = request
  const args = ['buildx', 'build', `--progress=${progress}`, ...(request.args ?? [])]
  const context = typeof request.context === 'string' ? request.context : layOut(request.context ?? {})
  if (request.dockerfile !== undefined) {
    const head = chosenBy === 'syntax line' ? firstLine(frontend) : ''
    args.push('-f', join(layOut({ Dockerfile: head + request.dockerfile }), 'Dockerfile'))
  }
  if (chosenBy === 'build argument' && frontend === 'ours' && syntaxImage !== undefined) {
    args.push('--build-arg', `BUILDKIT_SYNTAX=${syntaxImage}`)
  }
  const dest = join(newDirectory(), 'layout')
  const keys = request.exporter ? `,${request.exporter}` : ''
  if (output === 'layout') args.push('--output', `type=oci,tar=false,dest=${dest}${keys}`)
  if (output === 'load') args.push('--load')
  const { code, stdout, stderr } = await run('docker', [...args, context], {
    env: { NO_COLOR: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1', ...request.env },
  })
  return {
    code,
    stdout,
    stderr,
    steps: progress === 'rawjson' ? readSteps(stderr) : [],
    printed: stdout + stderr,
    layout: new ImageLayout(dest),
  }
}

/** Like {@link tryBuild}, for builds that must succeed. */
export async function build(request: BuildRequest): Promise<BuildOutcome> {
  const outcome = await tryBuild(request)
  if (outcome.code !== 0) {
    const logs = outcome.steps.map(({ name, log, error }) =>
      log || error ? `${name}\n${log}${error}` : name,
    )
    throw new Error(`the build ended with ${outcome.code}:\n${logs.join('\n')}\n${tail(outcome.stderr)}`)
  }
  return outcome
}

function tail(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n')
    .slice(-4000)
}
