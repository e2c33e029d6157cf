import { createFrontend, defineFrontend, type FrontendDefinition } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import type { Host } from '../host/index.ts'

/** Where an image made from ours has its extensions; the variable names another directory. */
const defaultDirectory = '/extensions'

/**
 * The frontend of our image: the Dockerfile language, the extensions in the box for Dockerfiles that ask for
 * them, and those that another image made from ours has added.
 * Throws BuildError (code `extension`).
 */
export async function imageFrontend(host: Host): Promise<Frontend> {
  const directory = host.environment['SLIPWAY_EXTENSIONS'] ?? defaultDirectory
  if (!host.modules.files.listDirectory(directory)) return frontendOf([], host)
  // All that it takes to load extensions is read only where there are any.
  const { loadImageExtensions } = await import('./load-image-extensions.ts')
  const { definitions, messages } = await loadImageExtensions(directory, host.modules)
  return { ...frontendOf(definitions, host), messages }
}

function frontendOf(use: readonly FrontendDefinition[], host: Host): Frontend {
  return createFrontend(defineFrontend({ name: 'slipway', use, offers: offeredExtensions }), host)
}
