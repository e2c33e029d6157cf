import * as native from 'slipway:native'
import type { ModuleEngine, ModuleExports, ModuleHost, ModuleSource } from '../host/index.ts'
import { moduleUrl, readModuleUrl } from '../modules/module-url.ts'
import { routeConsole } from './console-listener.ts'
import { defineExtensionGlobals } from './extension-globals.ts'

const sources = new Map<number, ModuleSource>()
const imported: string[] = []

/** The extensions that there are, for what is known to be one of them. */
export const importedExtensions = (): string => imported.join(' or ')

/** Evaluates modules of extensions, by the loader of native/modules.c. */
const engine: ModuleEngine = {
  async importModule(path, source) {
    defineExtensionGlobals()
    sources.set(source.number, source)
    imported.push(path)
    native.setModuleLoader(normalize, load)
    return (await native.importModule(moduleUrl(source.number, path))) as ModuleExports
  },
  evaluateScript: native.evaluateScript,
}

function normalize(importer: string, specifier: string): string {
  const module = readModuleUrl(importer)
  const source = module && sources.get(module.graph)
  // What is imported by the program itself is named already.
  return source ? moduleUrl(source.number, source.resolve(specifier, module.path)) : specifier
}

function load(url: string): string {
  const module = readModuleUrl(url)
  const source = module && sources.get(module.graph)
  if (!source) throw new ReferenceError(`there is no module ${url}`)
  return source.load(module.path)
}

/** What the executable gives the loader of extensions. */
export const engineModuleHost: ModuleHost = {
  files: { readFile: native.readFile, listDirectory: native.listDirectory },
  engine,
  loadSyntaxTools: () => import('../typescript/index.ts'),
  async loadWebGlobals() {
    await import('./web-globals.ts')
  },
  routeConsole,
  limitExtensions: native.limitExtensions,
}
