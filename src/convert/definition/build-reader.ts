import type { Output } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { SourceFile } from '../../source/index.ts'
import type { ImageConfig } from '../image/index.ts'
import type { PathInfo } from './path-info.ts'

/**
 * An image as a registry knows it.
 *
 * @example
 * const { ref, config } = await stage.reader.resolveImage('alpine:3')
 * stage.image.labels.set('base', ref)
 */
export interface KnownImage {
  /** Normalized, with its digest where one is known. */
  readonly ref: string
  /** '' where it is not known: an engine that answers from local images may not tell. */
  readonly digest: string
  readonly config: ImageConfig
}

/**
 * What an instruction can find out while the build is being described. The daemon answers; the same question
 * is asked once in a build.
 *
 * @example
 * async convert(instruction, stage) {
 *   const file = await stage.reader.readFile('versions.env')
 *   for (const line of file.text.trim().split('\n')) stage.setEnv(...line.split('=', 2))
 * }
 */
export interface BuildReader {
  /**
   * Reads a file of the build context, or of a named context. What the ignore file leaves out is not there.
   * @param context the name of a named context
   * Throws BuildError (code `daemon` or `context`) where there is no such file, or no such context.
   */
  readFile(path: string, context?: string): Promise<SourceFile>
  /**
   * Reads a file of any graph, which is built for it (`git(…)`, `http(…)`, a stage's output). Null is scratch.
   * @param filename the name that excerpts and source maps show; `path` by default
   * Throws BuildError.
   */
  readFileOf(files: Output | null, path: string, filename?: string): Promise<SourceFile>
  /**
   * Reads a file of where another one was read from: of the same context, repository or graph.
   * @param file one that this reader has read, or the Dockerfile
   * @param path relative to the directory of `file`; one that begins with `/` starts at the root
   * Throws BuildError (code `context`) for a path that leads out of there, and where there is no such file.
   */
  readBeside(file: SourceFile, path: string): Promise<SourceFile>
  /**
   * What there is at a path of the build context, or of a named context; links are followed. What the ignore file
   * leaves out is not there.
   * @returns undefined where there is nothing, or a link to nothing
   */
  stat(path: string, context?: string): Promise<PathInfo | undefined>
  /** What is in a directory of the build context, or of a named context; links are not followed. */
  readDir(path: string, context?: string): Promise<readonly PathInfo[]>
  /**
   * What matches a pattern (`*`, `?`, `[…]`, `**` for any directories) in the build context, or in a named context,
   * in the order of the paths. Throws BuildError for a malformed pattern, and for one that matches far too much.
   */
  glob(pattern: string, context?: string): Promise<readonly PathInfo[]>
  /** As `stat`, in any graph, which is built for it. */
  statOf(files: Output | null, path: string): Promise<PathInfo | undefined>
  /** As `readDir`, in any graph, which is built for it. */
  readDirOf(files: Output | null, path: string): Promise<readonly PathInfo[]>
  /** Whether the ignore file leaves a path out of the build context. */
  isIgnored(path: string): Promise<boolean>
  /** The files of a named context (`--build-context NAME=…`); undefined where there is none of that name. */
  namedContext(name: string): Promise<{ readonly files: Output | null } | undefined>
  /**
   * Looks an image up.
   * @param name as a FROM may have it
   * @param platform that of the build by default
   * Throws BuildError where there is no such image.
   */
  resolveImage(name: string, platform?: Platform): Promise<KnownImage>
}
