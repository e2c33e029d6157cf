import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { SimulatedDaemon } from '../conformance/daemon.ts'
import { environmentOf, type Fixture } from '../conformance/fixture.ts'
import { type Handlers, serveOn } from '../gateway/bridge-server.ts'

const built = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url))

/** The image's program, and the same with checks of memory and undefined behaviour. */
export const executables = {
  executable: built('slipway-frontend'),
  sanitized: built('slipway-frontend-sanitized'),
} as const

/** The executable in a test: what became of it and what it said. */
export interface Started {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>
  log(): string
}

/** Starts an executable as a daemon does, with pipes that nobody serves yet. */
export function start(
  name: keyof typeof executables = 'executable',
  environment: Readonly<Record<string, string>> = {},
): Started {
  const program = executables[name]
  if (!existsSync(program)) throw new Error(`${program} is missing: run scripts/executable`)
  const child = spawn(program, { env: environment, stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  child.stdin.on('error', () => {})
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk
  })
  return { child, ended: once(child, 'close') as Started['ended'], log: () => log }
}

/** Starts an executable for a build of one Dockerfile, and serves it. */
export function startBuild(
  dockerfile: string,
  options: {
    readonly name?: keyof typeof executables
    readonly environment?: Readonly<Record<string, string>>
    readonly handlers?: Handlers
  } = {},
): Started & { readonly daemon: SimulatedDaemon } {
  const fixture: Fixture = { name: 'test', files: { dockerfile: { Dockerfile: dockerfile } } }
  const daemon = new SimulatedDaemon(fixture)
  const started = start(options.name, { ...environmentOf(fixture), ...options.environment })
  const { stdin, stdout } = started.child
  const pipes = Duplex.from({ readable: stdout, writable: stdin } as unknown as Iterable<unknown>)
  serveOn(pipes, { ...daemon.handlers, ...options.handlers })
  return { ...started, daemon }
}
