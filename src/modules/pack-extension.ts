import type { ModuleHost } from '../host/index.ts'
import { importSpecifiers } from './import-place.ts'
import { type LoadOptions, loadGraph } from './load-extensions.ts'
import type { ModuleGraph } from './module-graph.ts'
import type { PackedExtension, PackedModule } from './packed-extension.ts'

/**
 * Packs extensions with all that they import: types erased, packages inside, every import found already. They are
 * loaded for it, so that what could not be loaded is not packed.
 * @param root the directory that paths start from; what lies outside of it is moved below `node_modules`
 * Throws BuildError (code `extension`).
 */
export async function packExtension(
  entries: readonly string[],
  root: string,
  host: ModuleHost,
  options: LoadOptions = {},
): Promise<PackedExtension> {
  const { graph } = await loadGraph(entries, host, options)
  const builtin = (path: string) => !path.startsWith('/')
  const reached = new Set(entries)
  const files = new Map<string, string>()
  const modules: Record<string, PackedModule> = {}
  const names = new PackedNames(root)
  for (const path of reached) {
    const { kind, text } = graph.scriptOf(path)
    const links = [...linksOf(graph, path, text, kind)].filter(([, target]) => !builtin(target))
    for (const [, target] of links) reached.add(target)
    files.set(names.of(path), text)
    modules[names.of(path)] = {
      kind,
      imports: Object.fromEntries(links.map(([specifier, target]) => [specifier, names.of(target)])),
    }
  }
  return { files, manifest: { version: 1, entries: entries.map((path) => names.of(path)), modules } }
}

/** What a module imports: what it has imported, and what it may yet, where that is written in its text. */
function linksOf(
  graph: ModuleGraph,
  path: string,
  text: string,
  kind: PackedModule['kind'],
): Map<string, string> {
  const links = new Map(graph.links.get(path))
  if (kind === 'json') return links
  for (const specifier of importSpecifiers(text)) {
    if (links.has(specifier)) continue
    try {
      const target =
        kind === 'module' ? graph.resolve(specifier, path) : graph.resolveRequired(specifier, path)
      if (target.startsWith('/')) graph.scriptOf(target)
      links.set(specifier, target)
    } catch {
      // It was not needed so far: whoever asks for it will be told that it is not there.
    }
  }
  return links
}

/** Names of files below the directory that is packed. */
class PackedNames {
  readonly #root: string
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()

  constructor(root: string) {
    this.#root = root.endsWith('/') ? root : `${root}/`
  }

  of(path: string): string {
    const known = this.#names.get(path)
    if (known !== undefined) return known
    const wanted = path.startsWith(this.#root)
      ? path.slice(this.#root.length)
      : `node_modules/${path.replace(/^.*\/node_modules\//, '').replace(/^\//, '')}`
    let name = wanted
    for (let count = 2; this.#taken.has(name); count++) name = wanted.replace(/(\.\w+)$/, `-${count}$1`)
    this.#taken.add(name)
    this.#names.set(path, name)
    return name
  }
}
