import type { ModuleFiles } from '../host/index.ts'
import { ModuleError } from './module-error.ts'
import { joinPath } from './module-path.ts'

/** A module as it was packed: what it is without types, and what its imports stand for. */
export interface PackedModule {
  readonly kind: 'module' | 'commonjs' | 'json'
  /** The paths of files by the specifiers that mean them. */
  readonly imports: Readonly<Record<string, string>>
}

/** What lies beside packed modules and says what they are. Paths are from its directory. */
export interface PackedManifest {
  readonly version: 1
  /** Files whose default exports are definitions, in their order. */
  readonly entries: readonly string[]
  readonly modules: Readonly<Record<string, PackedModule>>
}

/** An extension with all that it imports, in files of their own: by path from a directory of their own. */
export interface PackedExtension {
  readonly files: ReadonlyMap<string, string>
  readonly manifest: PackedManifest
}

/** The name of the manifest. */
export const manifestName = 'extension.json'

/** An extension that was packed into a directory, with absolute paths. */
export interface InstalledExtension {
  readonly entries: readonly string[]
  readonly modules: ReadonlyMap<string, PackedModule>
}

/**
 * Reads what was packed into a directory; undefined where nothing was.
 * Throws ModuleError where it is malformed, or of a version that is not known.
 */
export function readPacked(directory: string, files: ModuleFiles): InstalledExtension | undefined {
  const path = joinPath(directory, manifestName)
  const bytes = readIfFile(path, files)
  if (!bytes) return undefined
  const manifest = parseManifest(path, bytes)
  const absolute = (file: string) => joinPath(directory, file)
  const modules = Object.entries(manifest.modules).map(
    ([file, { kind, imports }]): [string, PackedModule] => [
      absolute(file),
      {
        kind,
        imports: Object.fromEntries(
          Object.entries(imports ?? {}).map(([specifier, target]) => [specifier, absolute(target)]),
        ),
      },
    ],
  )
  return { entries: manifest.entries.map(absolute), modules: new Map(modules) }
}

function parseManifest(path: string, bytes: Uint8Array): PackedManifest {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new ModuleError(`${path} is not JSON`, { cause: error })
  }
  const { version, entries, modules } = fieldsOf(value)
  if (version !== undefined && version !== 1) {
    throw new ModuleError(`${path} was made by another version of slipway: make the image again`)
  }
  const kinds: readonly unknown[] = ['module', 'commonjs', 'json']
  const isModule = (module: unknown) => {
    const { kind, imports } = fieldsOf(module)
    return (
      kinds.includes(kind) && Object.values(fieldsOf(imports)).every((target) => typeof target === 'string')
    )
  }
  const fits =
    version === 1 &&
    Array.isArray(entries) &&
    entries.every((entry) => typeof entry === 'string') &&
    Object.values(fieldsOf(modules)).every(isModule)
  if (!fits) throw new ModuleError(`${path} is not what slipway image writes`)
  return { version: 1, entries, modules: fieldsOf(modules) as PackedManifest['modules'] }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** A name in the directory of extensions may be that of anything. */
function readIfFile(path: string, files: ModuleFiles): Uint8Array | undefined {
  try {
    return files.readFile(path)
  } catch {
    return undefined
  }
}
