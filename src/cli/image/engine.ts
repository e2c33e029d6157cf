import { spawn } from 'node:child_process'
import { UsageError } from '../command.ts'
import type { CommandIo } from '../io.ts'

/** A program that builds images with BuildKit. */
interface Engine {
  readonly name: string
  /** Succeeds where it can build. */
  readonly probe: readonly string[]
  /** Builds: what comes behind it is options and the directory. */
  readonly build: readonly string[]
}

/** In the order in which they are asked. */
const engines: readonly Engine[] = [
  {
    name: 'docker buildx',
    probe: ['docker', 'buildx', 'inspect'],
    build: ['docker', 'buildx', 'build', '--load'],
  },
  { name: 'docker', probe: ['docker', 'info'], build: ['docker', 'build'] },
  { name: 'nerdctl', probe: ['nerdctl', 'info'], build: ['nerdctl', 'build'] },
]

/** What an engine is to build. */
export interface ImageBuild {
  readonly directory: string
  readonly tags: readonly string[]
  readonly platform: string | undefined
  readonly push: boolean
}

/**
 * Builds an image with the first engine that answers; its output goes to standard error.
 * @returns whether it was built
 * Throws UsageError where no engine answers.
 */
export async function buildImage(build: ImageBuild, io: CommandIo): Promise<boolean> {
  const engine = await answering(io)
  const args = [
    ...build.tags.flatMap((tag) => ['-t', tag]),
    ...(build.platform === undefined ? [] : ['--platform', build.platform]),
    ...(build.push ? ['--push'] : []),
    build.directory,
  ]
  // What is pushed need not be loaded as well.
  const command = engine.build.filter((word) => !build.push || word !== '--load')
  return (await run([...command, ...args], io, true)) === 0
}

async function answering(io: CommandIo): Promise<Engine> {
  for (const engine of engines) if ((await run(engine.probe, io, false)) === 0) return engine
  const names = engines.map(({ name }) => name).join(', ')
  throw new UsageError(
    `no engine answers (${names}); --context DIR writes what it would build, for another machine`,
  )
}

/** Runs a command line to its end. @returns its exit code; -1 where it cannot be run */
function run([command = '', ...args]: readonly string[], io: CommandIo, shown: boolean): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: io.directory,
      env: { ...io.env },
      // What is printed is progress: standard output is for results.
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => shown && io.err(text))
    }
    child.on('error', () => resolve(-1))
    child.on('close', (code) => resolve(code ?? -1))
  })
}
