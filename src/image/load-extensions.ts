import { exportedDefinitions } from '../extension/exported-definitions.ts'
import type { FrontendDefinition } from '../extension/index.ts'
import type { Host } from '../host/index.ts'
import { BuildError } from '../source/index.ts'

const scripts = /\.[cm]?[jt]s$/

/**
 * Loads the extensions of a directory: of each file `*.js` (or `.mjs`, `.cjs`, `.ts`) in the order of their names
 * what it exports by default, a definition or a list of them. Such a file may import `slipway`.
 * @returns nothing where there is no such directory
 * Throws BuildError (code `extension`), which names the file.
 */
export async function loadExtensions(directory: string, host: Host): Promise<readonly FrontendDefinition[]> {
  const names = host.listDirectory(directory)
  if (!names) return []
  const { modules } = await import('./modules.ts')
  const files = names.filter((name) => scripts.test(name) && !/\.d\.[cm]?ts$/.test(name)).sort()
  const definitions: FrontendDefinition[] = []
  for (const name of files) {
    const file = `${directory}/${name}`
    definitions.push(...definitionsOf(file, await attempt(file, () => host.importFile(file, modules))))
  }
  return definitions
}

function definitionsOf(file: string, module: unknown): readonly FrontendDefinition[] {
  const definitions = exportedDefinitions(defaultOf(module))
  if (definitions) return definitions
  throw new BuildError('extension', `extension ${file}: its default export is no definition of a frontend`)
}

async function attempt(file: string, load: () => unknown): Promise<unknown> {
  try {
    return await load()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const [line = ''] = reason.split('\n', 1)
    throw new BuildError('extension', `extension ${file} cannot be loaded: ${line}`, { cause: error })
  }
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module
}
