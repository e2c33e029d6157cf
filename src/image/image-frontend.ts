import { createFrontend, defineFrontend } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import type { Host } from '../host/index.ts'
import { loadExtensions } from './load-extensions.ts'

/** Where an image made from ours has its extensions; the variable names another directory. */
const defaultDirectory = '/extensions'

/**
 * The frontend of our image: the Dockerfile language, the extensions in the box for Dockerfiles that ask for
 * them, and those that another image made from ours has added.
 * Throws BuildError (code `extension`).
 */
export async function imageFrontend(host: Host): Promise<Frontend> {
  const directory = host.environment['SLIPWAY_EXTENSIONS'] ?? defaultDirectory
  const use = await loadExtensions(directory, host)
  return createFrontend(defineFrontend({ name: 'slipway', use, offers: offeredExtensions }), host)
}
