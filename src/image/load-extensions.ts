import { exportedDefinitions } from '../extension/exported-definitions.ts'
import type { FrontendDefinition } from '../extension/index.ts'
import { BuildError } from '../source/index.ts'
import { modules, modulesKey } from './modules.ts'

const scripts = /\.[cm]?[jt]s$/

/**
 * Loads the extensions of a directory: of each file `*.js` (or `.mjs`, `.cjs`, `.ts`) in the order of their names
 * what it exports by default, a definition or a list of them. Such a file may import `slipway`.
 * @returns nothing where there is no such directory
 * Throws BuildError (code `extension`), which names the file.
 */
export function loadExtensions(directory: string): readonly FrontendDefinition[] {
  const fs = process.getBuiltinModule('node:fs')
  if (!fs.existsSync(directory)) return []
  const path = process.getBuiltinModule('node:path')
  const { createRequire } = process.getBuiltinModule('node:module')
  Reflect.set(globalThis, Symbol.for(modulesKey), modules)
  const load = createRequire(path.join(path.resolve(directory), 'index.js'))
  const files = fs.readdirSync(directory).filter((name) => scripts.test(name) && !/\.d\.[cm]?ts$/.test(name))
  return files.sort().flatMap((name) => {
    const file = path.join(directory, name)
    return definitionsOf(file, () => load(`./${name}`))
  })
}

function definitionsOf(file: string, load: () => unknown): readonly FrontendDefinition[] {
  const definitions = exportedDefinitions(defaultOf(attempt(file, load)))
  if (definitions) return definitions
  throw new BuildError('extension', `extension ${file}: its default export is no definition of a frontend`)
}

function attempt(file: string, load: () => unknown): unknown {
  try {
    return load()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const [line = ''] = reason.split('\n', 1)
    throw new BuildError('extension', `extension ${file} cannot be loaded: ${line}`, { cause: error })
  }
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module
}
