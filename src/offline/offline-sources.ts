import type { BuildSources } from '../convert/definition/options.ts'
import { local } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import { defaultImageConfig } from './default-image.ts'
import { refusal } from './offline-ref.ts'

/** What is known of images and of the build context. */
export interface OfflineSourcesOptions {
  /** The patterns of the ignore file; none by default. */
  readonly ignorePatterns?: readonly string[]
  /** The config of an image by its normalized reference; undefined for one that nobody described. */
  readonly imageConfig?: (reference: string, platform: Platform) => Uint8Array | undefined
}

/** What a conversion needs from outside, made up: images have a default config, the build context is local. */
export function offlineSources(options: OfflineSourcesOptions = {}): BuildSources {
  const ignorePatterns = options.ignorePatterns ?? []
  return {
    async resolveImage(name, platform) {
      const config = options.imageConfig?.(name, platform) ?? defaultImageConfig(platform)
      return { ref: name, digest: '', config }
    },
    namedContext: () => undefined,
    ignorePatterns: async () => ignorePatterns,
    mainContext: async (paths) => local('context', paths ? { followPaths: paths } : {}),
    dockerfileContext: async (paths) => local('dockerfile', { followPaths: paths }),
    async readFile(_files, path) {
      throw refusal(`the file ${path} cannot be read`)
    },
    async statFile(_files, path) {
      throw refusal(`${path} cannot be looked at`)
    },
    async readDirectory(_files, path) {
      throw refusal(`the directory ${path} cannot be listed`)
    },
    sourceTime: async () => undefined,
  }
}
