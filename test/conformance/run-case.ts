import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { GatewayClient } from '../../src/gateway/client.ts'
import { connectGateway, connectPipes, readEnvironment } from '../../src/gateway/index.ts'
import type { Build } from '../../src/gateway/run.ts'
import { serveBridge, serveOn } from '../gateway/bridge-server.ts'
import { SimulatedDaemon } from './daemon.ts'
import { environmentOf, type Fixture } from './fixture.ts'
import type { Transcript } from './transcript.ts'

const built = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url))

/** Programs that run a build, each a command line. */
export const programs = {
  /** The program of the frontend image. */
  executable: [built('slipway-frontend')],
  /** The same with checks of memory and of undefined behaviour. */
  sanitized: [built('slipway-frontend-sanitized')],
  /** The bundle for Node. */
  bundle: [process.execPath, built('frontend.js')],
} as const

export type Program = readonly [command: string, ...args: readonly string[]]

/** Runs `build` over a case within this process, the wire included. */
export async function runInProcess(fixture: Fixture, build: Build): Promise<Transcript> {
  const daemon = new SimulatedDaemon(fixture)
  const server = serveBridge(daemon.handlers)
  try {
    const connection = connectPipes(server.client, server.client, () => {})
    const client = await connectGateway(connection, readEnvironment(environmentOf(fixture)))
    try {
      await client.returnResult(await build(client satisfies GatewayClient))
      return daemon.transcript({ code: 0, signal: null })
    } catch (failure) {
      await client.returnFailure(failure).catch(() => {})
      return daemon.transcript({ code: 2, signal: null })
    }
  } finally {
    server.close()
  }
}

/**
 * Runs a program over a case as a daemon does: a process with the bridge on stdin and stdout.
 * @param variables of its environment, beside those that the daemon sets
 */
export async function runProcess(
  [command, ...args]: Program,
  fixture: Fixture,
  variables: Readonly<Record<string, string>> = {},
): Promise<Transcript> {
  const file = args[0] ?? command
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` and scripts/executable`)
  const daemon = new SimulatedDaemon(fixture)
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], ...variables, ...environmentOf(fixture) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.on('error', () => {})
  const pipes = Duplex.from({ readable: child.stdout, writable: child.stdin } as unknown as Iterable<unknown>)
  serveOn(pipes, daemon.handlers)
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  pipes.destroy()
  return daemon.transcript({ code, signal })
}
