import { BuildError } from '../source/index.ts'
import type { BridgeClient } from './bridge-client.ts'
import type { BuildResult, GatewayClient } from './client.ts'
import { connectGateway } from './connect.ts'
import { readEnvironment } from './environment.ts'
import { connectStdio } from './stdio.ts'

/** One build: everything between the greeting and the result. */
export type Build = (client: GatewayClient) => Promise<BuildResult>

/** Exit status of a build that failed; what went wrong has been told to the daemon. */
const failed = 2

/**
 * Runs a frontend for the daemon at the other end of stdin and stdout, and ends the process: with status 0
 * once the daemon has the result, with 2 once it has the error, or as soon as the daemon is gone.
 */
export async function runFrontend(build: Build): Promise<void> {
  keepStdoutClean()
  endOnSignals()
  let client: BridgeClient | undefined
  let failing = false
  const fail = async (failure: unknown): Promise<void> => {
    log(failure)
    if (failing) return
    failing = true
    try {
      await client?.returnFailure(failure)
    } catch {
      // The daemon is gone or refuses the call: there is nobody left to tell.
    }
    process.exit(failed)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  try {
    client = await connectGateway(
      connectStdio(() => process.exit(failed)),
      readEnvironment(process.env),
    )
    const result = await build(client)
    if (failing) return
    await client.returnResult(result)
    process.exit(0)
  } catch (failure) {
    await fail(failure)
  }
}

/** Mistakes of the user need no stack, and must not take the source files that they point to into the log. */
function log(failure: unknown): void {
  if (failure instanceof BuildError) console.error(failure.message)
  else console.error(failure instanceof Error ? failure.stack : failure)
}

/** Whatever prints goes to stderr: a stray byte on stdout would break the connection. */
function keepStdoutClean(): void {
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => process.stderr })
}

/**
 * The default action ends a process at once, even in the middle of a computation, so that nothing is better
 * than a handler. But the kernel keeps signals without a handler from the first process of a container.
 */
function endOnSignals(): void {
  if (process.pid !== 1) return
  process.on('SIGTERM', () => process.exit(128 + 15))
  process.on('SIGINT', () => process.exit(128 + 2))
}
