import { exportedDefinitions } from '../extension/exported-definitions.ts'
import type { FrontendDefinition } from '../extension/index.ts'
import { waitAtMost } from '../extension/time-limit.ts'
import type { ModuleExports, ModuleHost } from '../host/index.ts'
import { builtinModules } from './builtin-modules.ts'
import { explainFailure } from './explain-failure.ts'
import { importSpecifiers, relativeImports } from './import-place.ts'
import { loadError, ModuleError } from './module-error.ts'
import { declarationName, scriptName } from './module-format.ts'
import { ModuleGraph } from './module-graph.ts'
import { directoryOf, joinPath } from './module-path.ts'
import { type InstalledExtension, type PackedModule, readPacked } from './packed-extension.ts'

/** Milliseconds that an extension may wait for something before it is loaded. */
const LOADING_LIMIT = 10_000

/** How extensions are loaded. */
export interface LoadOptions {
  /** The directory that they and the files that they import lie in; any, unless one is said. Packages may lie above. */
  readonly root?: string
  /** How errors name a file; by its path, unless something else is said. */
  readonly nameOf?: (path: string) => string
}

/**
 * Loads the extensions of a directory: of each script that lies directly in it, in the order of their names, what it
 * exports by default, a definition or a list of them; so for what was packed into a directory in it.
 * @returns nothing where there is no such directory
 * Throws BuildError (code `extension`), which names the file and, where it is known, the line.
 *
 * @example
 * const definitions = await loadExtensions('/extensions', host)
 */
export async function loadExtensions(
  directory: string,
  host: ModuleHost,
  options: LoadOptions = {},
): Promise<readonly FrontendDefinition[]> {
  const entries: string[] = []
  const packed = new Map<string, PackedModule>()
  for (const name of [...(host.files.listDirectory(directory) ?? [])].sort()) {
    const path = joinPath(directory, name)
    if (scriptName.test(name)) {
      if (!declarationName.test(name)) entries.push(path)
      continue
    }
    const installed = installedIn(path, host, options)
    entries.push(...(installed?.entries ?? []))
    for (const [file, module] of installed?.modules ?? []) packed.set(file, module)
  }
  return (await loadGraph(entries, host, { root: directory, ...options }, packed)).definitions
}

/** Loads one extension: the definitions that a file exports by default. Throws BuildError (code `extension`). */
export async function loadExtension(
  path: string,
  host: ModuleHost,
  options: LoadOptions = {},
): Promise<readonly FrontendDefinition[]> {
  return (await loadGraph([path], host, options)).definitions
}

function installedIn(
  directory: string,
  { files }: ModuleHost,
  { nameOf = (path) => path }: LoadOptions,
): InstalledExtension | undefined {
  try {
    return readPacked(directory, files)
  } catch (error) {
    throw error instanceof ModuleError ? loadError(nameOf(directory), error) : error
  }
}

/**
 * Loads extensions one after the other, with the graph of what they import. A module that several of them import is
 * evaluated once. Throws BuildError (code `extension`).
 */
export async function loadGraph(
  paths: readonly string[],
  host: ModuleHost,
  { nameOf = (path) => path, root }: LoadOptions,
  packed: ReadonlyMap<string, PackedModule> = new Map(),
): Promise<{ readonly definitions: readonly FrontendDefinition[]; readonly graph: ModuleGraph }> {
  const needs = needsOf(paths, host)
  // Of what was packed, types are erased.
  const types = needs.types && paths.some((path) => !packed.has(path))
  const syntax = types ? { syntax: await host.loadSyntaxTools() } : {}
  if (needs.web) await host.loadWebGlobals?.()
  const graph = new ModuleGraph({
    host,
    builtins: builtinModules,
    nameOf,
    packed,
    ...syntax,
    ...(root === undefined ? {} : { root }),
  })
  const definitions: FrontendDefinition[] = []
  for (const path of paths) {
    const exported = await importExtension(path, graph, host, nameOf(path))
    const found = exportedDefinitions(defaultOf(exported))
    if (!found) {
      const reason = 'its default export is no definition of a frontend'
      throw loadError(
        nameOf(path),
        new ModuleError('default' in exported ? reason : 'it has no default export'),
      )
    }
    definitions.push(...found)
  }
  return { definitions, graph }
}

async function importExtension(
  path: string,
  graph: ModuleGraph,
  { engine, loadSyntaxTools }: ModuleHost,
  name: string,
): Promise<ModuleExports> {
  try {
    return await waitAtMost(engine.importModule(path, graph), LOADING_LIMIT, 'it')
  } catch (error) {
    throw loadError(name, explainFailure(error, graph, await loadSyntaxTools()))
  }
}

/** What extensions need that is not there at once, as far as their texts tell. */
interface Needs {
  /** One of them, or of the files beside them that they import, is TypeScript. */
  readonly types: boolean
  /** One of them names what the web has, or imports a package, which may. */
  readonly web: boolean
}

function needsOf(entries: readonly string[], { files }: ModuleHost): Needs {
  const open = [...entries]
  const seen = new Set(open)
  const needs = { types: false, web: false }
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = textOf(path, files)
    needs.types ||= /\.[cm]?ts$/.test(path)
    needs.web ||= webGlobal.test(text) || importSpecifiers(text).some(isPackage)
    for (const specifier of relativeImports(text)) {
      const imported = joinPath(directoryOf(path), specifier)
      if (!seen.has(imported)) open.push(imported)
      seen.add(imported)
    }
  }
  return needs
}

const webGlobal = /\b(?:URL|URLSearchParams|structuredClone|globalThis|eval|Function)\b/

const isPackage = (specifier: string) => !/^(?:\.|slipway(?:\/|$))/.test(specifier)

/** The text of a file as far as it can be read; what keeps it from being read is told when it is imported. */
function textOf(path: string, files: ModuleHost['files']): string {
  try {
    return new TextDecoder().decode(files.readFile(path))
  } catch {
    return ''
  }
}

/** What a module exports by default; also where it was a module before a bundler made CommonJS of it. */
function defaultOf(exported: ModuleExports): unknown {
  const value = exported['default']
  return typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value
    ? value.default
    : value
}
