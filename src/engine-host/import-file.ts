import * as native from 'slipway:native'
import type { ImportableModules } from '../host/index.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })
const defined = new Set<string>()

/** See `Host.importFile`. */
export function importFile(path: string, modules: ImportableModules): Promise<object> {
  for (const [name, exports] of Object.entries(modules)) {
    if (defined.has(name)) continue
    defined.add(name)
    native.defineModule(name, exports)
  }
  native.setModuleLoader(normalize, load)
  return native.importModule(path)
}

/** The name of a module: that of one that is defined, or the path of a file. */
function normalize(importer: string, specifier: string): string {
  if (defined.has(specifier) || specifier.startsWith('/')) return specifier
  if (!/^\.\.?\//.test(specifier)) throw new Error(`there is no module ${specifier}`)
  const parts = importer.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function load(path: string): string {
  const bytes = native.readFile(path)
  if (!bytes) throw new Error(`there is no file ${path}`)
  return decoder.decode(bytes)
}
