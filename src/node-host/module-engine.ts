import { type ModuleEngine, type ModuleExports, type ModuleSource, moduleScheme } from '../modules/index.ts'
import { importUrl } from './import-url.ts'

/** Sources by their number, which stands in the URLs of their modules: Node keeps each module of a URL for ever. */
const sources = new Map<number, ModuleSource>()
const numbers = new Map<ModuleSource, number>()

/** Evaluates modules of extensions in Node, by its hooks. Throws Error where this Node has none. */
export const nodeModuleEngine: ModuleEngine = {
  async importModule(name, source) {
    return (await importUrl(urlOf(name, source))) as ModuleExports
  },
  evaluateScript(text, name) {
    const { Script } = process.getBuiltinModule('node:vm')
    return new Script(text, { filename: name }).runInThisContext()
  },
}

function urlOf(name: string, source: ModuleSource): string {
  let number = numbers.get(source)
  if (number === undefined) {
    if (numbers.size === 0) registerHooks()
    number = numbers.size + 1
    numbers.set(source, number)
    sources.set(number, source)
  }
  return urlIn(number, name)
}

/** What is special in URLs is written as such, so that a path is not taken apart. */
const urlIn = (number: number, name: string) =>
  `${moduleScheme}${number}/${name.replace(/[%?#\\\s]/g, encodeURIComponent)}`

/** The source and the name of a module that is ours; undefined for all others. */
function ours(url: string | undefined): { number: number; source: ModuleSource; name: string } | undefined {
  if (!url?.startsWith(moduleScheme)) return undefined
  const [, digits = '', name = ''] = /^(\d+)\/(.*)$/.exec(url.slice(moduleScheme.length)) ?? []
  const number = Number(digits)
  const source = sources.get(number)
  return source && { number, source, name: decodeURIComponent(name) }
}

function registerHooks(): void {
  const { registerHooks: register } = process.getBuiltinModule('node:module')
  register({
    resolve(specifier, context, next) {
      if (ours(specifier)) return { url: specifier, format: 'module', shortCircuit: true }
      const importer = ours(context.parentURL)
      if (!importer) return next(specifier, context)
      const name = importer.source.resolve(specifier, importer.name)
      // What a JSON file becomes is a module of JavaScript, whatever the import says of it.
      return { url: urlIn(importer.number, name), format: 'module', importAttributes: {}, shortCircuit: true }
    },
    load(url, context, next) {
      const module = ours(url)
      if (!module) return next(url, context)
      return { format: 'module', source: module.source.load(module.name), shortCircuit: true }
    },
  })
}
