import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from './command.ts'
import { DirectoryNames } from './directory-names.ts'
import { isMissing } from './directory-tree.ts'

/** A `slipway.config` file. Its keys are settings of commands, each checked by the command that it is for. */
export interface ConfigFile {
  readonly path: string
  readonly directory: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** In the order in which they are looked for in a directory. */
export const configNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `slipway.config.${extension}`,
)

/** Finds and loads config files, each once. */
export class ConfigFiles {
  readonly #byDirectory = new Map<string, Promise<ConfigFile | undefined>>()
  readonly #loaded = new Map<string, Promise<ConfigFile>>()
  readonly #names: DirectoryNames

  constructor(names = new DirectoryNames()) {
    this.#names = names
  }

  /** The nearest one in a directory or above it, up to the root of the repository. Throws UsageError. */
  nearest(directory: string): Promise<ConfigFile | undefined> {
    let found = this.#byDirectory.get(directory)
    if (!found) {
      found = this.#find(directory)
      this.#byDirectory.set(directory, found)
    }
    return found
  }

  /** Loads the file at a path. Throws UsageError. */
  load(file: string): Promise<ConfigFile> {
    let loaded = this.#loaded.get(file)
    if (!loaded) {
      loaded = loadConfig(file)
      this.#loaded.set(file, loaded)
    }
    return loaded
  }

  async #find(directory: string): Promise<ConfigFile | undefined> {
    const names = this.#names.listOf(directory)
    const name = configNames.find((candidate) => names.has(candidate))
    if (name !== undefined) return this.load(path.join(directory, name))
    const parent = path.dirname(directory)
    return parent === directory || names.has('.git') ? undefined : this.nearest(parent)
  }
}

/** Whether there is anything at a path. */
export async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
}

async function loadConfig(file: string): Promise<ConfigFile> {
  let settings: unknown
  try {
    settings = file.endsWith('.json')
      ? JSON.parse(await readFile(file, 'utf8'))
      : ((await import(pathToFileURL(file).href)) as { readonly default?: unknown }).default
  } catch (error) {
    throw new UsageError(`${file} cannot be loaded: ${error instanceof Error ? error.message : error}`)
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new UsageError(
      `${file}: the config must be an object${file.endsWith('.json') ? '' : ', exported by default'}`,
    )
  }
  return {
    path: file,
    directory: path.dirname(file),
    settings: settings as Readonly<Record<string, unknown>>,
  }
}
