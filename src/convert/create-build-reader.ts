import { clean, dir, join } from '../go/index.ts'
import type { Output } from '../llb/index.ts'
import type { Platform } from '../platform/platform.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly, withDigest } from '../reference/index.ts'
import { BuildError, type SourceFile } from '../source/index.ts'
import type { BuildReader } from './build-reader.ts'
import { parseImageConfig } from './image-config-json.ts'
import type { ConvertOptions } from './options.ts'

/** The part of a conversion's options that reading needs. */
export interface ReaderOptions extends Pick<ConvertOptions, 'sources' | 'resolveMode' | 'file'> {
  /** Completes the graph that has been made so far: a stage that is still being converted may be read. */
  readonly beforeReading?: () => Promise<void>
}

/** Where a file was read from. */
interface Origin {
  /** Its path there. */
  readonly path: string
  /** What stands in front of the path in the file's name. */
  readonly prefix: string
  /** The files around it, of which no more than that path is needed. */
  open(path: string): Promise<Output | null>
}

/** A file is read once in a build, by whichever conversion comes first. */
const origins = new WeakMap<SourceFile, Origin>()

/** Makes the reader of one conversion. @param platform what the build is for */
export function createBuildReader(
  { sources, resolveMode, file: dockerfile, beforeReading }: ReaderOptions,
  platform: Platform,
): BuildReader {
  async function read(origin: Origin): Promise<SourceFile> {
    const { path, prefix } = origin
    const file = await sources.readFile(await origin.open(path), path, prefix + path)
    origins.set(file, origin)
    return file
  }
  const aroundDockerfile: Origin = {
    path: dockerfile.filename,
    prefix: '',
    open: (path) => sources.dockerfileContext([path]),
  }
  return {
    async readFile(path, context) {
      if (context === undefined) {
        return read({ path, prefix: '', open: (wanted) => sources.mainContext([wanted]) })
      }
      const open = async (wanted: string) => {
        const named = sources.namedContext(context, { platform, resolveMode, usedPaths: () => [wanted] })
        if (!named) throw new BuildError('context', `there is no named context ${context}`)
        return (await named.load()).output
      }
      return read({ path, prefix: `${context}:`, open })
    },
    async readFileOf(files, path, filename = path) {
      await beforeReading?.()
      const file = await sources.readFile(files, path, filename)
      const prefix = filename.endsWith(path) ? filename.slice(0, -path.length) : ''
      origins.set(file, { path, prefix, open: async () => files })
      return file
    },
    async readBeside(file, path) {
      const origin = file === dockerfile ? aroundDockerfile : origins.get(file)
      if (!origin) throw new BuildError('context', `it is not known where ${file.filename} was read from`)
      const target = path.startsWith('/') ? clean(path).slice(1) : join(dir(origin.path), path)
      if (target === '..' || target.startsWith('../')) {
        throw new BuildError('context', `${path} lies outside of the files that ${file.filename} is part of`)
      }
      return read({ ...origin, path: target })
    },
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
