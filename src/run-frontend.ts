import { createFrontend, type FrontendDefinition } from './extension/index.ts'
import { build } from './frontend/index.ts'

/**
 * Runs a frontend for the daemon that started this process, and ends the process: what the entry of a frontend
 * image does. Errors, those of a malformed definition included, go to whoever runs the build.
 *
 * @example
 * // frontend.ts, bundled into the image
 * import { runFrontend } from 'slipway'
 * import { myorg } from './myorg.ts'
 *
 * await runFrontend(myorg)
 */
export async function runFrontend(definition: FrontendDefinition): Promise<void> {
  // Everything else of the library runs in a browser too.
  const [gateway, { nodeHost, prepareHashing }] = await Promise.all([
    import('./gateway/run.ts'),
    import('./node-host/index.ts'),
  ])
  prepareHashing()
  await gateway.runProgram((client) => build(client, createFrontend(definition, nodeHost)), nodeHost)
}
