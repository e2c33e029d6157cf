import type { ModuleEngine, ModuleExports, ModuleSource } from '../host/index.ts'
import { moduleUrl, readModuleUrl } from '../modules/index.ts'
import { hideNodeGlobals } from './hidden-globals.ts'
import { importUrl } from './import-url.ts'

/** Sources by their number, which stands in the URLs of their modules: Node keeps each module of a URL for ever. */
const sources = new Map<number, ModuleSource>()

/** Evaluates modules of extensions in Node, by its hooks. Throws Error where this Node has none. */
export const nodeModuleEngine: ModuleEngine = {
  async importModule(path, source) {
    if (sources.size === 0) {
      registerHooks()
      hideNodeGlobals()
    }
    sources.set(source.number, source)
    return (await importUrl(moduleUrl(source.number, path))) as ModuleExports
  },
  evaluateScript(text, url) {
    const { Script } = process.getBuiltinModule('node:vm')
    return new Script(text, { filename: url }).runInThisContext()
  },
}

function registerHooks(): void {
  const { registerHooks: register } = process.getBuiltinModule('node:module')
  if (typeof register !== 'function') throw new Error('extensions need Node 22.15 or later')
  register({
    resolve(specifier, context, next) {
      const importer = readModuleUrl(context.parentURL)
      const source = importer && sources.get(importer.graph)
      if (!source) {
        // What this program imports is named by its URL; extensions name nothing so.
        const own = readModuleUrl(specifier) !== undefined
        return own ? { url: specifier, format: 'module', shortCircuit: true } : next(specifier, context)
      }
      const url = moduleUrl(source.number, source.resolve(specifier, importer.path))
      // What a JSON file becomes is a module of JavaScript, whatever the import says of it.
      return { url, format: 'module', importAttributes: {}, shortCircuit: true }
    },
    load(url, context, next) {
      const module = readModuleUrl(url)
      const source = module && sources.get(module.graph)
      if (!source) return next(url, context)
      return { format: 'module', source: source.load(module.path), shortCircuit: true }
    },
  })
}
