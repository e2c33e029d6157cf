import type { Platform } from '../platform/platform.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly, withDigest } from '../reference/index.ts'
import { BuildError } from '../source/index.ts'
import type { BuildReader } from './build-reader.ts'
import { parseImageConfig } from './image-config-json.ts'
import type { ConvertOptions } from './options.ts'

/** The part of a conversion's options that reading needs. */
export type ReaderOptions = Pick<ConvertOptions, 'sources' | 'resolveMode'>

/** Makes the reader of one conversion. @param platform what the build is for */
export function createBuildReader({ sources, resolveMode }: ReaderOptions, platform: Platform): BuildReader {
  return {
    async readFile(path, context) {
      if (context === undefined) return sources.readFile(await sources.mainContext([path]), path)
      const named = sources.namedContext(context, { platform, resolveMode, usedPaths: () => [path] })
      if (!named) throw new BuildError('context', `there is no named context ${context}`)
      return sources.readFile((await named.load()).output, path)
    },
    readFileOf: (files, path, filename) => sources.readFile(files, path, filename),
    async namedContext(name) {
      const context = sources.namedContext(name, { platform, resolveMode, usedPaths: () => undefined })
      return context && { files: (await context.load()).output }
    },
    async resolveImage(name, wanted = platform) {
      const reference = tagNameOnly(parseNormalizedNamed(name))
      const normalized = formatReference(reference)
      const found = await sources.resolveImage(normalized, wanted, {
        logName: `[internal] load metadata for ${normalized}`,
        resolveMode,
      })
      const named = parseNormalizedNamed(found.ref)
      return {
        ref: found.digest === '' ? found.ref : formatReference(withDigest(named, found.digest)),
        digest: found.digest,
        config: parseImageConfig(found.config),
      }
    },
  }
}
