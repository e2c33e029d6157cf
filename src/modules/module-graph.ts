import type { ModuleExports, ModuleHost, ModuleSource, SyntaxTools } from '../host/index.ts'
import type { SourceFile } from '../source/index.ts'
import { suggestion } from '../suggest/index.ts'
import { CommonJsModules, namesOf, wrapCommonJs } from './commonjs.ts'
import { findImport } from './import-place.ts'
import { ModuleError, moduleFile, placeAt } from './module-error.ts'
import { type ModuleFormat, moduleFormat } from './module-format.ts'
import { directoryOf, joinPath } from './module-path.ts'
import { moduleUrl } from './module-url.ts'
import { isNodeModule } from './node-modules.ts'
import type { PackedModule } from './packed-extension.ts'
import { reexport } from './reexport.ts'
import { findFile, type ImportKind, resolveInternal, resolvePackage } from './resolve-package.ts'

/** What a graph of modules is made with. */
export interface ModuleGraphOptions {
  readonly host: ModuleHost
  /** Modules that are there without a file, by their names. */
  readonly builtins: Readonly<Record<string, ModuleExports>>
  /** There where any file may have types. */
  readonly syntax?: SyntaxTools
  /** How errors name a file. */
  readonly nameOf: (path: string) => string
  /** The directory that files are imported from; packages may lie above it. Any, where it is absent. */
  readonly root?: string
  /** What is known already of modules that were packed, by path. */
  readonly packed?: ReadonlyMap<string, PackedModule>
}

/** How many graphs there have been: values of one are not taken for those of another. */
let graphs = 0

/**
 * The modules of an extension: what a specifier stands for, and what JavaScript a file is. What an engine does with
 * them is the engine's; what is found, and what is refused, is the same whatever engine asks.
 * Everything throws ModuleError.
 */
export class ModuleGraph implements ModuleSource {
  /** Texts of the files that were read, by path: as they are written, types included. */
  readonly texts = new Map<string, string>()
  readonly number = graphs++
  /** What specifiers of a module were found to stand for, by its path. */
  readonly links = new Map<string, Map<string, string>>()
  readonly #options: ModuleGraphOptions
  readonly #commonJs = new CommonJsModules()

  constructor(options: ModuleGraphOptions) {
    this.#options = options
  }

  resolve(specifier: string, importer: string): string {
    return this.#resolve(specifier, importer, 'import')
  }

  /** The same for a module of CommonJS that requires it. */
  resolveRequired(specifier: string, importer: string): string {
    return this.#resolve(specifier, importer, 'require')
  }

  load(name: string): string {
    const builtin = this.#options.builtins[name]
    if (builtin) return reexport(name, builtin)
    const { kind, text } = this.scriptOf(name)
    switch (kind) {
      case 'module':
        return text
      case 'json':
        return reexport(`${this.number}:${name}`, { default: this.#json(name, text) })
      case 'commonjs':
        return reexport(`${this.number}:${name}`, namesOf(this.#run(name)))
    }
  }

  /** What a file is as a module, and its text without types. */
  scriptOf(path: string): { readonly kind: ModuleFormat['kind']; readonly text: string } {
    const text = this.#read(path)
    const packed = this.#options.packed?.get(path)
    if (packed) return { kind: packed.kind, text }
    const format = moduleFormat(path, text, this.#options.host.files)
    if (!format) {
      throw new ModuleError(`${this.#options.nameOf(path)} is no module of JavaScript or TypeScript`)
    }
    return { kind: format.kind, text: 'types' in format && format.types ? this.#erase(path, text) : text }
  }

  /** A file that was read, for places in it. */
  fileOf(path: string): SourceFile {
    return moduleFile(this.#options.nameOf(path), this.texts.get(path) ?? '')
  }

  #resolve(specifier: string, importer: string, kind: ImportKind): string {
    try {
      const found = this.#find(specifier, importer, kind)
      const links = this.links.get(importer) ?? new Map<string, string>()
      this.links.set(importer, links.set(specifier, found))
      return found
    } catch (error) {
      if (!(error instanceof ModuleError) || error.place) throw error
      const { message, hint, cause } = error
      const offset = findImport(this.texts.get(importer) ?? '', specifier)
      throw new ModuleError(message, {
        cause,
        ...(hint === undefined ? {} : { hint }),
        ...(offset === undefined ? {} : { place: { file: this.fileOf(importer), offset } }),
      })
    }
  }

  #find(specifier: string, importer: string, kind: ImportKind): string {
    const { builtins, host } = this.#options
    if (Object.hasOwn(builtins, specifier)) return specifier
    if (/^slipway(?:\/|$)/.test(specifier)) {
      const there = Object.keys(builtins)
      throw new ModuleError(`there is no ${specifier} for extensions${suggestion(specifier, there, true)}`, {
        hint: `there are ${there.join(', ')}`,
      })
    }
    const packed = this.#options.packed?.get(importer)
    if (packed) {
      const known = packed.imports[specifier]
      if (known !== undefined) return known
      throw new ModuleError(`${specifier} was not packed`)
    }
    const found = this.#findFile(specifier, importer, kind)
    const { root } = this.#options
    if (root !== undefined && !found.startsWith(`${root}/`) && !found.includes('/node_modules/')) {
      throw new ModuleError(`${specifier} lies outside of ${root}`)
    }
    return host.files.realPath?.(found) ?? found
  }

  #findFile(specifier: string, importer: string, kind: ImportKind): string {
    const { files } = this.#options.host
    if (/^(?:\.\.?)?(?:\/|$)/.test(specifier)) return this.#beside(specifier, importer, kind)
    if (specifier.startsWith('#')) return resolveInternal(specifier, importer, kind, files)
    const scheme = /^([a-z][a-z+.-]*):/.exec(specifier)?.[1]
    if (scheme !== undefined && scheme !== 'node')
      throw new ModuleError(`nothing is imported from ${scheme}: URLs`)
    const found = scheme === undefined ? resolvePackage(specifier, importer, kind, files) : undefined
    if (found !== undefined) return found
    if (isNodeModule(specifier)) {
      throw new ModuleError(`an extension cannot use ${specifier}: modules of Node are not there`, {
        hint: 'files of the build are read through stage.reader; an extension has no others, no network and no environment',
      })
    }
    throw new ModuleError(`there is no package ${specifier} in node_modules`)
  }

  #beside(specifier: string, importer: string, kind: ImportKind): string {
    const { files } = this.#options.host
    const path = joinPath(directoryOf(importer), specifier)
    const found = kind === 'require' ? findFile(path, files) : files.readFile(path) && path
    if (found !== undefined) return found
    const near = (files.listDirectory(directoryOf(path)) ?? []).map((name) =>
      joinPath(directoryOf(path), name),
    )
    const stem = path.replace(/\.[cm]?[jt]s$/, '')
    const likely = near.find((one) => one.replace(/\.[cm]?[jt]s$/, '') === stem)
    const written = (one: string) =>
      specifier.slice(0, specifier.lastIndexOf('/') + 1) + one.slice(one.lastIndexOf('/') + 1)
    const also = likely
      ? ` (did you mean ${written(likely)}?)`
      : suggestion(specifier, near.map(written), true)
    throw new ModuleError(`there is no file ${specifier}${also}`)
  }

  #read(path: string): string {
    const { host, nameOf } = this.#options
    const known = this.texts.get(path)
    if (known !== undefined) return known
    let bytes: Uint8Array | undefined
    try {
      bytes = host.files.readFile(path)
    } catch (error) {
      throw new ModuleError(`${nameOf(path)} cannot be read: ${reasonOf(error)}`, { cause: error })
    }
    if (!bytes) throw new ModuleError(`there is no file ${nameOf(path)}`)
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (error) {
      throw new ModuleError(`${nameOf(path)} is not UTF-8`, { cause: error })
    }
    this.texts.set(path, text)
    return text
  }

  #erase(path: string, text: string): string {
    const { syntax, nameOf } = this.#options
    if (path.includes('/node_modules/')) {
      throw new ModuleError(`${nameOf(path)} is TypeScript: packages are published as JavaScript`)
    }
    if (!syntax)
      throw new ModuleError(`${nameOf(path)} is TypeScript, and nothing that is imported by name said so`)
    try {
      return syntax.eraseTypes(text)
    } catch (error) {
      if (!(error instanceof Error && 'line' in error && 'column' in error)) throw error
      const place = placeAt(this.fileOf(path), Number(error.line), Number(error.column))
      throw new ModuleError(error.message, { place, cause: error })
    }
  }

  #json(path: string, text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new ModuleError(`${this.#options.nameOf(path)} is not JSON: ${reasonOf(error)}`, { cause: error })
    }
  }

  #run(path: string): unknown {
    const { kind, text } = this.scriptOf(path)
    if (kind === 'json') return this.#json(path, text)
    const script = () =>
      this.#options.host.engine.evaluateScript(wrapCommonJs(text), moduleUrl(this.number, path))
    return this.#commonJs.run(path, script, (specifier) => this.#require(specifier, path))
  }

  #require(specifier: string, importer: string): unknown {
    const name = this.#resolve(specifier, importer, 'require')
    const builtin = this.#options.builtins[name]
    if (builtin) return builtin
    if (this.scriptOf(name).kind !== 'module') return this.#run(name)
    const offset = findImport(this.texts.get(importer) ?? '', specifier)
    throw new ModuleError(`${specifier} is a module of ECMAScript: import it in place of requiring it`, {
      ...(offset === undefined ? {} : { place: { file: this.fileOf(importer), offset } }),
    })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
