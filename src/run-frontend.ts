import { createFrontend, type FrontendDefinition } from './extension/index.ts'
import { build } from './frontend/index.ts'
import { runProgram } from './gateway/run.ts'
import { nodeHost, prepareHashing } from './node-host/index.ts'

/**
 * Runs a frontend for the daemon that started this process, and ends the process: what the entry of a frontend
 * image does. Errors, those of a malformed definition included, go to whoever runs the build. Needs Node, and the
 * package `@grpc/grpc-js` beside this one.
 *
 * @example
 * // frontend.ts, bundled into the image
 * import { runFrontend } from 'slipway/run'
 * import { myorg } from './myorg.ts'
 *
 * await runFrontend(myorg)
 */
export async function runFrontend(definition: FrontendDefinition): Promise<void> {
  prepareHashing()
  await runProgram((client) => build(client, createFrontend(definition, nodeHost)), nodeHost)
}
