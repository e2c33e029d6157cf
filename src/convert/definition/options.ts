import type { FileStat } from '../../gateway/client.ts'
import type { LintListener } from '../../lint/event.ts'
import type { CapSet, GitCalls, LinuxResources, Output, Sha256 } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { BuildError, SourceFile } from '../../source/index.ts'
import type { ImageConfig } from '../image/index.ts'
import type { SourcePlanner } from './source-planner.ts'

/** `image-resolve-mode`: where a base image is looked for first. */
export type ResolveMode = 'default' | 'pull' | 'local'

/** An image that has been looked up. */
export interface ResolvedImage {
  /** The reference that policies of the daemon made of the asked one; without its digest. */
  readonly ref: string
  readonly digest: string
  /** The config's bytes as the registry has them. */
  readonly config: Uint8Array
}

/** A named context that stands in for an image or a stage. */
export interface NamedContext {
  /** What it is as far as that is known before it is loaded, as a source's identifier: `docker-image://…`. */
  readonly identifier?: string
  /**
   * Loads it: its files, and its image config where it is an image. Asked once for each use;
   * `usedPaths` is called at marshalling and says which paths of a local one are needed (absent: all).
   */
  load(): Promise<{ readonly output: Output | null; readonly image?: ImageConfig }>
}

/** A point in time, with the time zone that it was written in: the history of the image keeps it. */
export interface SourceTime {
  readonly unixNanoseconds: bigint
  /** Seconds east of UTC, as a git commit has them; 0 by default. */
  readonly zoneOffset?: number
}

/** What conversion needs from outside; every method may be called many times with the same arguments. */
export interface BuildSources {
  /**
   * Looks an image up. Throws BuildError where there is none.
   * @param name normalized reference, with tag or digest
   */
  resolveImage(
    name: string,
    platform: Platform,
    options: { readonly logName: string; readonly resolveMode: ResolveMode },
  ): Promise<ResolvedImage>
  /**
   * The named context of that name for that platform, or undefined. Throws BuildError for an invalid name.
   * Stages and images named `scratch` or `context` never have one: that is for the caller to leave out.
   */
  namedContext(
    name: string,
    options: {
      /** Undefined where none was named: then the image is asked for without one. */
      readonly platform: Platform | undefined
      /** Undefined leaves it to the daemon. */
      readonly resolveMode: ResolveMode | undefined
      /** Called at marshalling: the paths of it that the build uses; undefined is all of them. */
      readonly usedPaths: () => readonly string[] | undefined
    },
  ): NamedContext | undefined
  /** The patterns of the ignore file; empty where there is none or the context is not local. */
  ignorePatterns(): Promise<readonly string[]>
  /** The build context, narrowed to `paths` where it is local (undefined: all of it). */
  mainContext(paths: readonly string[] | undefined): Promise<Output | null>
  /** The files that the Dockerfile was read from, narrowed to `paths` where they are local. */
  dockerfileContext(paths: readonly string[]): Promise<Output | null>
  /**
   * Reads a file of a graph, which is solved for it; the same file is read once.
   * @param filename the name that excerpts show; `path` by default
   * Throws BuildError where there is no such file.
   */
  readFile(files: Output | null, path: string, filename?: string): Promise<SourceFile>
  /** What a path of a graph is, links followed; undefined where there is nothing, behind a link either. */
  statFile(files: Output | null, path: string): Promise<FileStat | undefined>
  /** What is in a directory of a graph, links not followed; empty where there is no such directory. */
  readDirectory(files: Output | null, path: string): Promise<readonly FileStat[]>
  /**
   * The time of what a graph is made of (`SOURCE_DATE_EPOCH` naming a context or a stage): of a git commit,
   * of an HTTP file, or of the newest file in an archive. Undefined where the graph has no single source, or
   * the source no time.
   * @param logName the progress line of the question
   */
  sourceTime(output: Output | null, logName: string): Promise<SourceTime | undefined>
}

/**
 * Everything that a build was asked for and that conversion depends on.
 *
 * @example
 * stage.options.network // 'none' for `docker build --network=none`
 */
export interface ConvertOptions {
  /**
   * Told of each mistake, after which conversion goes on with the next instruction or stage: what comes out is good
   * for nothing then. Absent, the first mistake is thrown. What nothing can go on after is thrown in any case.
   */
  readonly onMistake?: ((error: BuildError) => void) | undefined
  /** '' is the last stage. */
  readonly target: string
  readonly buildArgs: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, string>
  /** Undefined where the client asked for none: then the base image may decide. */
  readonly targetPlatform: Platform | undefined
  /** What the build itself runs on; the first one is the default. */
  readonly buildPlatforms: readonly Platform[]
  readonly multiPlatform: boolean
  readonly resolveMode: ResolveMode
  /** Stages to build without cache, or `all`. */
  readonly noCache: 'all' | readonly string[]
  readonly cacheIdNamespace: string
  readonly hostname: string
  readonly network: 'default' | 'host' | 'none'
  readonly extraHosts: readonly { readonly host: string; readonly ip: string }[]
  /** Bytes; 0 leaves the default. */
  readonly shmSize: number
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[]
  readonly devices: readonly { readonly name: string; readonly optional: boolean }[]
  readonly cgroupParent: string
  readonly linuxResources: LinuxResources | undefined
  /** How git is called for repositories that the Dockerfile names. */
  readonly git: GitCalls
  /** Whether `fetch-depth` and `fetch-tags` may stand in addresses of repositories. */
  readonly fetchQueries: boolean
  /** Whether the ignore file is read only where an instruction uses the build context. */
  readonly lazyIgnoreFile: boolean
  /** Whether the ONBUILD triggers of images and stages run in the stages made from them. */
  readonly runsTriggers: boolean
  readonly llbCaps: CapSet
  readonly sources: BuildSources
  readonly lint: LintListener
  /** Converts every stage, not only those that the target needs (build checks without a target). */
  readonly allStages: boolean
  /** Whether the Dockerfile is only told about (outline, build checks): values that a build needs may be missing. */
  readonly describing?: boolean
  readonly sha256?: Sha256
  /** Asked before images and named contexts are looked up; absent, they are what the file says. */
  readonly sourcePlanner?: SourcePlanner
  /**
   * Told of work that an extension did after its conversion had ended, so that it fails the build.
   * @returns whether somebody will tell of it; not once everything is converted
   */
  readonly late?: (error: BuildError) => boolean
  /** A random id, for progress groups. */
  readonly randomId: () => string
  readonly file: SourceFile
}
