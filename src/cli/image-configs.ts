import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { formatPlatformAll, normalizePlatform, type Platform } from '../platform/index.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly } from '../reference/index.ts'
import { BuildError } from '../source/index.ts'
import { UsageError } from './command.ts'
import { splitAssignment } from './split-assignment.ts'

/** Configs of images that a command line describes. */
export type ImageConfigs = (reference: string, platform: Platform | undefined) => Uint8Array | undefined

/**
 * Reads the files that `--image NAME=FILE` names. A file holds one image config, or one for each platform in
 * an object with keys such as `linux/amd64`. Throws UsageError.
 */
export async function readImageConfigs(entries: readonly string[], directory: string): Promise<ImageConfigs> {
  const configs = new Map<string, Readonly<Record<string, unknown>>>()
  for (const entry of entries) {
    const [name, file] = splitAssignment('--image', entry)
    configs.set(normalizedName(name), await readConfig(path.resolve(directory, file)))
  }
  return (reference, platform) => {
    const config = configs.get(reference)
    if (!config) return undefined
    const chosen = 'architecture' in config ? config : platform && config[platformKey(platform)]
    return chosen === undefined ? undefined : new TextEncoder().encode(JSON.stringify(chosen))
  }
}

const platformKey = (platform: Platform) => formatPlatformAll(normalizePlatform(platform))

function normalizedName(name: string): string {
  try {
    return formatReference(tagNameOnly(parseNormalizedNamed(name)))
  } catch (error) {
    if (error instanceof BuildError) throw new UsageError(`--image ${name}: ${error.message}`)
    throw error
  }
}

async function readConfig(file: string): Promise<Readonly<Record<string, unknown>>> {
  let config: unknown
  try {
    config = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new UsageError(
      `cannot read the image config ${file}: ${error instanceof Error ? error.message : error}`,
    )
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new UsageError(`${file} is no image config: it should hold a JSON object`)
  }
  return config as Readonly<Record<string, unknown>>
}
