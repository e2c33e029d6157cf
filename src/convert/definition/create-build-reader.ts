import { base, clean, dir, join } from '../../go/index.ts'
import { createPatternMatcher } from '../../ignore/index.ts'
import { type Output, settleOutput } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly, withDigest } from '../../reference/index.ts'
import { BuildError, type SourceFile } from '../../source/index.ts'
import { parseImageConfig } from '../image/index.ts'
import type { BuildReader } from './build-reader.ts'
import { findPaths, fixedDirectory } from './find-paths.ts'
import type { ConvertOptions } from './options.ts'
import { type PathInfo, pathInfo } from './path-info.ts'

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

/**
 * Makes the reader of one conversion.
 * @param platform what the build is for
 */
export function createBuildReader(
  { sources, resolveMode, file: dockerfile, beforeReading }: ReaderOptions,
  platform: Platform,
): BuildReader {
  /** The graph so far in ops of its own: those of the build are not encoded before they are complete. */
  const settle = async (files: Output | null): Promise<Output | null> => {
    await beforeReading?.()
    return settleOutput(files)
  }
  async function read(origin: Origin): Promise<SourceFile> {
    const { path, prefix } = origin
    const file = await sources.readFile(await origin.open(path), path, prefix + path)
    origins.set(file, origin)
    return file
  }
  const openContext = async (context: string | undefined, path: string): Promise<Output | null> => {
    if (context === undefined) return sources.mainContext([path])
    const named = sources.namedContext(context, { platform, resolveMode, usedPaths: () => [path] })
    if (!named) throw new BuildError('context', `there is no named context ${context}`)
    return settleOutput((await named.load()).output)
  }
  const statOf = async (files: Output | null, path: string): Promise<PathInfo | undefined> => {
    const stat = await sources.statFile(files, path)
    return stat && pathInfo(fromRoot(path), stat)
  }
  const readDirOf = async (files: Output | null, path: string): Promise<readonly PathInfo[]> =>
    (await sources.readDirectory(files, path)).map((stat) => pathInfo(base(stat.path), stat))
  const isIgnored = async (path: string): Promise<boolean> => {
    const patterns = await sources.ignorePatterns()
    return patterns.length > 0 && createPatternMatcher(patterns).matchesOrParentMatches(fromRoot(path))
  }
  const aroundDockerfile: Origin = {
    path: dockerfile.filename,
    prefix: '',
    open: (path) => sources.dockerfileContext([path]),
  }
  return {
    async readFile(path, context) {
      if (context !== undefined) {
        const open = (wanted: string) => openContext(context, wanted)
        return read({ path, prefix: `${context}:`, open })
      }
      try {
        return await read({ path, prefix: '', open: (wanted) => sources.mainContext([wanted]) })
      } catch (error) {
        if (!(error instanceof BuildError) || !(await isIgnored(path))) throw error
        throw new BuildError('context', `${error.message}: it is excluded by .dockerignore`, {
          status: error.status,
          details: error.details,
          cause: error,
          own: true,
        })
      }
    },
    stat: async (path, context) => statOf(await openContext(context, path), path),
    readDir: async (path, context) => readDirOf(await openContext(context, path), path),
    async glob(pattern, context) {
      const files = await openContext(context, fixedDirectory(pattern) || '/')
      return findPaths(pattern, (directory) => readDirOf(files, directory === '' ? '/' : directory))
    },
    statOf: async (files, path) => statOf(await settle(files), path),
    readDirOf: async (files, path) => readDirOf(await settle(files), path),
    isIgnored,
    async readFileOf(files, path, filename = path) {
      const settled = await settle(files)
      const file = await sources.readFile(settled, path, filename)
      const prefix = filename.endsWith(path) ? filename.slice(0, -path.length) : ''
      origins.set(file, { path, prefix, open: async () => settled })
      return file
    },
    async readBeside(file, path) {
      const origin = file === dockerfile ? aroundDockerfile : origins.get(file.original ?? file)
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

const fromRoot = (path: string): string => clean(`/${path}`).slice(1)
