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
  let manifest: PackedManifest
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes)) as PackedManifest
  } catch (error) {
    throw new ModuleError(`${path} is not JSON`, { cause: error })
  }
  if (manifest.version !== 1) {
    throw new ModuleError(`${path} was made by another version of slipway: make the image again`)
  }
  const absolute = (file: string) => joinPath(directory, file)
  const modules = Object.entries(manifest.modules).map(
    ([file, { kind, imports }]): [string, PackedModule] => [
      absolute(file),
      {
        kind,
        imports: Object.fromEntries(
          Object.entries(imports).map(([specifier, target]) => [specifier, absolute(target)]),
        ),
      },
    ],
  )
  return { entries: manifest.entries.map(absolute), modules: new Map(modules) }
}

/** A name in the directory of extensions may be that of anything. */
function readIfFile(path: string, files: ModuleFiles): Uint8Array | undefined {
  try {
    return files.readFile(path)
  } catch {
    return undefined
  }
}
