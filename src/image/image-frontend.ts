import { createFrontend, defineFrontend } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import { nodeHost } from '../node-host.ts'
import { loadExtensions } from './load-extensions.ts'

/** Where an image made from ours has its extensions; the variable names another directory. */
const directory = process.env['SLIPWAY_EXTENSIONS'] ?? '/extensions'

/**
 * The frontend of our image: the Dockerfile language, the extensions in the box for Dockerfiles that ask for
 * them, and those that another image made from ours has added.
 * Throws BuildError (code `extension`).
 */
export function imageFrontend(): Frontend {
  return createFrontend(
    defineFrontend({ name: 'slipway', use: loadExtensions(directory), offers: offeredExtensions }),
    nodeHost,
  )
}
