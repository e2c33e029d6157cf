import { exports as exportsOf, imports as importsOf } from 'resolve.exports'
import type { ModuleFiles } from '../host/index.ts'
import { ModuleError } from './module-error.ts'
import { readPackage } from './module-format.ts'
import { directoriesAbove, joinPath } from './module-path.ts'

/** How a module is asked for. */
export type ImportKind = 'import' | 'require'

/**
 * The file that a package name stands for in a module, as Node finds it: in `node_modules` of the directories above,
 * by `exports` or `main` of its package.json. The condition `node` is not set.
 * @returns undefined where there is no such package
 * Throws ModuleError where the package has no such file.
 */
export function resolvePackage(
  specifier: string,
  importer: string,
  kind: ImportKind,
  files: ModuleFiles,
): string | undefined {
  const [, name = specifier, subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? []
  for (const directory of directoriesAbove(importer)) {
    if (directory.endsWith('/node_modules')) continue
    const root = joinPath(directory, `node_modules/${name}`)
    const bytes = files.readFile(joinPath(root, 'package.json'))
    if (bytes) return inPackage(readPackage(bytes), root, subpath, kind, files)
  }
  return undefined
}

/** The file that `#name` stands for in a module: `imports` of the package.json above it. Throws ModuleError. */
export function resolveInternal(
  specifier: string,
  importer: string,
  kind: ImportKind,
  files: ModuleFiles,
): string {
  for (const directory of directoriesAbove(importer)) {
    const bytes = files.readFile(joinPath(directory, 'package.json'))
    if (!bytes) continue
    const [target] =
      asked(() => importsOf(readPackage(bytes), specifier, conditions(kind)) ?? undefined) ?? []
    if (target?.startsWith('./')) return joinPath(directory, target)
    if (target) {
      const found = resolvePackage(target, importer, kind, files)
      if (found !== undefined) return found
    }
    break
  }
  throw new ModuleError(`package.json has no import ${specifier}`)
}

function inPackage(
  description: Readonly<Record<string, unknown>>,
  root: string,
  subpath: string,
  kind: ImportKind,
  files: ModuleFiles,
): string {
  const entry = `.${subpath}`
  if (description['exports'] !== undefined) {
    const [target] = asked(() => exportsOf(description, entry, conditions(kind)) ?? undefined) ?? []
    if (target !== undefined) return joinPath(root, target)
    throw new ModuleError(`the package ${root.replace(/^.*\/node_modules\//, '')} exports no ${entry}`)
  }
  const main = typeof description['main'] === 'string' ? description['main'] : 'index.js'
  const wanted = joinPath(root, subpath === '' ? main : subpath.slice(1))
  return findFile(wanted, files) ?? wanted
}

/** A file as CommonJS finds it: with an extension left out, or the index of a directory. */
export function findFile(path: string, files: ModuleFiles): string | undefined {
  const candidates = [path, ...['.js', '.cjs', '.json', '/index.js', '/index.cjs'].map((end) => path + end)]
  return candidates.find((candidate) => files.readFile(candidate) !== undefined)
}

const conditions = (kind: ImportKind) => ({ unsafe: true, conditions: ['slipway', kind] })

/** What the library finds; it throws where there is nothing. */
function asked(find: () => readonly string[] | undefined): readonly string[] | undefined {
  try {
    return find()
  } catch {
    return undefined
  }
}
