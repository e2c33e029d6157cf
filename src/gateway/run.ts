import { strayError } from '../extension/stray-error.ts'
import type { Host } from '../host/index.ts'
import { BuildError } from '../source/index.ts'
import type { BridgeClient } from './bridge-client.ts'
import type { BuildResult, GatewayClient } from './client.ts'
import { connectGateway } from './connect.ts'
import { connectOver } from './connect-pipes.ts'
import { readEnvironment } from './environment.ts'

/** One build: everything between the greeting and the result. */
export type Build = (client: GatewayClient) => Promise<BuildResult>

/** Exit status of a build that failed; what went wrong has been told to the daemon. */
const failed = 2

/**
 * Runs a frontend for the daemon at the other end of the host's pipes, and ends the process: with status 0
 * once the daemon has the result, with 2 once it has the error, or as soon as the daemon is gone.
 */
export async function runProgram(build: Build, host: Host): Promise<void> {
  let client: BridgeClient | undefined
  let failing = false
  const fail = async (thrown: unknown): Promise<void> => {
    const failure = strayError(thrown)
    host.log(describe(failure))
    if (failing) return
    failing = true
    try {
      await client?.returnFailure(failure)
    } catch {
      // The daemon is gone or refuses the call: there is nobody left to tell.
    }
    host.exit(failed)
  }
  host.onFailure(fail)
  try {
    client = await connectGateway(
      connectOver(host.openPipes, () => host.exit(failed)),
      readEnvironment(host.environment),
    )
    const result = await build(client)
    if (failing) return
    await client.returnResult(result)
    host.exit(0)
  } catch (failure) {
    await fail(failure)
  }
}

/** Mistakes of the user need no stack, and must not take the source files that they point to into the log. */
function describe(failure: unknown): string {
  if (failure instanceof BuildError) return failure.message
  if (!(failure instanceof Error)) return String(failure)
  const { stack = '' } = failure
  // Engines differ in whether a stack begins with the message.
  const title = `${failure.name}: ${failure.message}`
  return stack.includes(failure.message) ? stack : `${title}\n${stack}`
}
