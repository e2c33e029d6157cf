import type { ModuleFiles } from '../host/index.ts'
import { directoriesAbove, joinPath } from './module-path.ts'

/** What a file is as a module; `types` says whether types have to be erased first. */
export type ModuleFormat =
  | { readonly kind: 'module' | 'commonjs'; readonly types: boolean }
  | { readonly kind: 'json' }

/** Names of files that are modules of an extension. */
export const scriptName = /\.[cm]?[jt]s$/

/** Names of files that declare types for others, and are none. */
export const declarationName = /\.d\.[cm]?ts$/

/**
 * What a file is, as Node has it: its name decides, then `type` in the package.json above it, then its text.
 * @returns undefined for what is no module
 */
export function moduleFormat(path: string, text: string, files: ModuleFiles): ModuleFormat | undefined {
  if (path.endsWith('.json')) return { kind: 'json' }
  const [, kind, script] = /\.([cm]?)([jt]s)$/.exec(path) ?? []
  if (script === undefined) return undefined
  const types = script === 'ts'
  if (kind === 'm') return { kind: 'module', types }
  if (kind === 'c') return { kind: 'commonjs', types }
  const type = packageType(path, files)
  if (type === 'module' || type === 'commonjs') return { kind: type, types }
  return { kind: looksLikeCommonJs(text) ? 'commonjs' : 'module', types }
}

function packageType(path: string, files: ModuleFiles): unknown {
  for (const directory of directoriesAbove(path)) {
    if (directory.endsWith('/node_modules')) return 'commonjs'
    const bytes = files.readFile(joinPath(directory, 'package.json'))
    if (bytes) return readPackage(bytes)['type'] ?? (path.includes('/node_modules/') ? 'commonjs' : undefined)
  }
  return undefined
}

/** The fields of a package.json; none where it is malformed. */
export function readPackage(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** A file that nothing says the type of is a module, unless it exports as only CommonJS does. */
function looksLikeCommonJs(text: string): boolean {
  if (/^\s*(?:import\b(?!\s*\()|export\b)/m.test(text)) return false
  return /\bmodule\.exports\b|\bexports\.[\w$]+\s*=|\bObject\.defineProperty\(exports\b/.test(text)
}
