import { existsSync } from 'node:fs'
import path from 'node:path'
import { UsageError } from './command.ts'
import { type ConfigFile, ConfigFiles } from './config-file.ts'

/** What `slipway.config` says of the frontend of a project. */
export interface ConfiguredFrontend {
  /** Absolute paths of the files that define it; none where nothing is configured. */
  readonly files: readonly string[]
  /** The directory of the config; undefined where there is none. */
  readonly directory: string | undefined
  /** The name of its image. */
  readonly image: string | undefined
  /** The image that its image is made from. */
  readonly base: string | undefined
}

/**
 * Reads `frontend`, `image` and `base` of the config that holds for a directory.
 * Throws UsageError where these are no paths and names, or a file is not there.
 */
export async function configuredFrontend(directory: string): Promise<ConfiguredFrontend> {
  const config = await new ConfigFiles().nearest(directory)
  if (!config) return { files: [], directory: undefined, image: undefined, base: undefined }
  const frontend = config.settings['frontend'] ?? []
  const written: readonly unknown[] = Array.isArray(frontend) ? frontend : [frontend]
  const files = written.map((one) => {
    if (typeof one !== 'string') throw wrong(config, 'frontend', 'the path of a file, or a list of paths')
    const file = path.resolve(config.directory, one)
    if (!existsSync(file)) throw new UsageError(`${config.path}: there is no file ${one}`)
    return file
  })
  return {
    files,
    directory: config.directory,
    image: textIn(config, 'image', 'the name of an image'),
    base: textIn(config, 'base', 'the name of an image'),
  }
}

function textIn(config: ConfigFile, key: string, what: string): string | undefined {
  const value = config.settings[key]
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  throw wrong(config, key, what)
}

function wrong({ path: file }: ConfigFile, key: string, what: string): UsageError {
  return new UsageError(`${file}: ${key} must be ${what}`)
}
