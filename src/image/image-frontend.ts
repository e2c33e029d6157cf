import type { Frontend } from '../frontend/index.ts'
import type { Host } from '../host/index.ts'
import type { BuildError, SourceFile } from '../source/index.ts'

/** Where an image made from ours has its extensions; the variable names another directory. */
const defaultDirectory = '/extensions'

/** What a Dockerfile has that asks for extensions, and some others. */
const mentionsExtensions = /extensions/i

/**
 * The frontend of our image: the Dockerfile language, the extensions in the box for Dockerfiles that ask for
 * them, and those that another image made from ours has added.
 * Throws BuildError (code `extension`).
 */
export async function imageFrontend(host: Host): Promise<Frontend> {
  const directory = host.environment['SLIPWAY_EXTENSIONS'] ?? defaultDirectory
  if (!host.modules.files.listDirectory(directory)) return plainFrontend(host)
  // All that it takes to load extensions is read only where there are any.
  const { loadImageExtensions } = await import('./load-image-extensions.ts')
  const { definitions, messages } = await loadImageExtensions(directory, host.modules)
  const { offeringFrontend } = await import('./offering-frontend.ts')
  return { ...offeringFrontend(definitions, host), messages }
}

/** The language alone, until a Dockerfile asks for an extension, or seems to need one. */
function plainFrontend(host: Host): Frontend {
  let offering: Frontend | undefined
  const load = async (): Promise<Frontend> => {
    const { offeringFrontend } = await import('./offering-frontend.ts')
    offering ??= offeringFrontend([], host)
    return offering
  }
  return {
    host: host.host,
    sha256: host.sha256,
    decompress: host.decompress,
    prepareFor: (file: SourceFile) =>
      mentionsExtensions.test(file.text) ? load().then((loaded) => loaded.prepareFor?.(file)) : undefined,
    forFile: (file: SourceFile) => offering?.forFile?.(file),
    hintFor: async (error: BuildError, file: SourceFile) => (await load()).hintFor?.(error, file),
  }
}
