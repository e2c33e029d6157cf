import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { readUsage } from '../../../bench/gateway/process-usage.ts'
import { serveBridge } from '../../../bench/gateway/serve.ts'
import { llbBridge } from '../../../src/gateway/generated/messages.ts'
import { ScenarioDaemon } from './daemon.ts'
import { environmentOf, type Scenario } from './scenario.ts'

/** What became of a build in a process of its own. */
export interface ProgramOutcome {
  readonly kind: 'result' | 'error' | 'nothing'
  /** The error, or how the process ended without returning anything. */
  readonly message: string
  /** Milliseconds until something was returned, or until the process ended. */
  readonly milliseconds: number
  /** Processor time until then. */
  readonly cpu: number
  /** The most memory that was resident, in MiB. */
  readonly peakRss: number
  readonly stderr: string
}

/**
 * Starts a frontend for a scenario.
 * @param command the program and its arguments
 * @param timeout milliseconds after which it is killed
 */
export async function runProgram(
  command: readonly string[],
  scenario: Scenario,
  timeout: number,
): Promise<ProgramOutcome> {
  const [program = '', ...args] = command
  const daemon = new ScenarioDaemon(scenario)
  const env = { PATH: process.env['PATH'], ...environmentOf(scenario) }
  const start = performance.now()
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const exit = once(child, 'exit')
  child.stdin.on('error', () => {})
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk).slice(-2000)
  })
  const pipe = Duplex.from({ readable: child.stdout, writable: child.stdin } as unknown as Iterable<unknown>)
  pipe.on('error', () => {})
  let milliseconds: number | undefined
  const used = { cpu: 0, peakRss: 0 }
  const look = () => {
    const usage = child.pid === undefined ? undefined : readUsage(child.pid)
    if (usage) Object.assign(used, usage)
  }
  const looking = setInterval(look, 100)
  serveBridge(pipe, daemon, {
    called: (path) => {
      if (path !== llbBridge.Return.path) return
      milliseconds ??= performance.now() - start
      look()
    },
    answered: () => {},
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout)
  const [status, signal] = (await exit) as [number | null, string | null]
  clearTimeout(timer)
  clearInterval(looking)
  pipe.destroy()
  const { returned } = daemon
  return {
    kind: returned === undefined ? 'nothing' : returned.error === undefined ? 'result' : 'error',
    message: returned?.error ?? (returned ? '' : `ended with ${signal ?? `status ${status}`}`),
    milliseconds: milliseconds ?? performance.now() - start,
    ...used,
    stderr,
  }
}
