import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { llbBridge } from '../../src/gateway/generated/messages.ts'
import { type Build, environmentOf } from './build.ts'
import { BenchmarkDaemon } from './daemon.ts'
import type { FrontendCommand } from './frontend-command.ts'
import { type ProcessUsage, readUsage } from './process-usage.ts'
import { serveBridge } from './serve.ts'

/** One build by one frontend; times are milliseconds since the process was started. */
export interface FrontendRun {
  /** The first call has arrived. */
  readonly firstCall: number
  readonly firstAnswer: number
  readonly returned: number
  readonly exited: number
  /** As of the moment of `returned`. */
  readonly usage: ProcessUsage | undefined
  readonly calls: number
  /** The size of all solve requests, in bytes. */
  readonly solvedBytes: number
}

export interface RunOptions {
  /** Milliseconds that every answer of the daemon takes. */
  readonly delay?: number
  /** Milliseconds after which the frontend is killed; 120,000 by default. */
  readonly timeout?: number
}

/** Starts a frontend, lets it do one build and measures it. Throws Error where it does not return a result. */
export async function runFrontend(
  frontend: FrontendCommand,
  build: Build,
  { delay = 0, timeout = 120_000 }: RunOptions = {},
): Promise<FrontendRun> {
  const daemon = new BenchmarkDaemon(build)
  const env = { ...(frontend.environment ?? { PATH: process.env['PATH'] }), ...environmentOf(build) }
  let calls = 0
  let firstCall: number | undefined
  let firstAnswer: number | undefined
  let returned: number | undefined
  let usage: ProcessUsage | undefined
  const start = performance.now()
  const child = spawn(frontend.command, frontend.args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const exit = once(child, 'exit')
  child.stdin.on('error', () => {})
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk).slice(-2000)
  })
  const pipe = Duplex.from({ readable: child.stdout, writable: child.stdin } as unknown as Iterable<unknown>)
  pipe.on('error', () => {})
  const wire = {
    called: (path: string) => {
      calls++
      firstCall ??= performance.now() - start
      if (path !== llbBridge.Return.path) return
      returned = performance.now() - start
      usage = child.pid === undefined ? undefined : readUsage(child.pid)
    },
    answered: () => {
      firstAnswer ??= performance.now() - start
    },
  }
  serveBridge(pipe, daemon, wire, delay)
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout)
  const [status, signal] = (await exit) as [number | null, string | null]
  const exited = performance.now() - start
  clearTimeout(timer)
  pipe.destroy()
  if (daemon.error !== undefined) throw new Error(`${frontend.name}: ${build.name}: ${daemon.error}`)
  if (firstCall === undefined || firstAnswer === undefined || returned === undefined) {
    const end = signal === null ? `status ${status}` : signal
    throw new Error(`${frontend.name}: ${build.name}: ended with ${end} and no result ${stderr}`)
  }
  return { firstCall, firstAnswer, returned, exited, usage, calls, solvedBytes: daemon.solvedBytes }
}
