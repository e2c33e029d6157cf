import type { Constraints } from './constraints.ts'
import type { Definition } from './definition.ts'

/**
 * One result of an op. `null` stands for scratch wherever an output may be absent.
 *
 * @example
 * const files: Output = image('alpine:3')
 */
export interface Output {
  readonly op: Op
  /** Which of the op's results; an exec counts its mounts that have one. */
  readonly index: number
}

/** A source: `pb.SourceOp`. */
export interface SourceOp {
  readonly kind: 'source'
  readonly identifier: string
  readonly attrs: Readonly<Record<string, string>>
  /** Capabilities that it needs of the daemon. */
  readonly caps: readonly string[]
  /** Whether the op carries a platform on the wire: images and OCI layouts do. */
  readonly hasPlatform: boolean
  readonly constraints: Constraints
}

/** What execs that run at the same time do with one cache mount. */
export type CacheSharingMode = 'shared' | 'private' | 'locked'

/**
 * What a command sees at a path.
 *
 * @example
 * const cache: ExecMount = { type: 'cache', target: '/root/.npm', source: null, id: 'npm', sharing: 'shared' }
 */
export type ExecMount =
  | {
      readonly type: 'bind'
      readonly target: string
      readonly source: Output | null
      /** Path inside the source. */
      readonly selector?: string
      readonly readOnly?: boolean
      /** Changes are dropped: a writable mount without a result. */
      readonly noOutput?: boolean
    }
  | {
      readonly type: 'cache'
      readonly target: string
      readonly source: Output | null
      readonly selector?: string
      readonly readOnly?: boolean
      readonly id: string
      readonly sharing: CacheSharingMode
    }
  | {
      readonly type: 'tmpfs'
      readonly target: string
      readonly selector?: string
      readonly readOnly?: boolean
      /** Bytes. */
      readonly size?: number
    }
  | {
      readonly type: 'secret'
      readonly target: string
      readonly id: string
      readonly uid: number
      readonly gid: number
      readonly mode: number
      readonly optional: boolean
    }
  | {
      readonly type: 'ssh'
      readonly target: string
      readonly id: string
      readonly uid: number
      readonly gid: number
      readonly mode: number
      readonly optional: boolean
    }

/**
 * A secret that a command gets as a variable.
 *
 * @example
 * stage.exec({ args: ['npm', 'ci'], secretEnv: [{ id: 'npm', name: 'NPM_TOKEN', optional: false }] })
 */
export interface SecretEnv {
  readonly id: string
  readonly name: string
  readonly optional: boolean
}

/** The proxies that an exec is told of, which are no part of its cache key. */
export interface ProxyEnv {
  readonly httpProxy: string
  readonly httpsProxy: string
  readonly ftpProxy: string
  readonly noProxy: string
  readonly allProxy: string
}

/** A command: `pb.ExecOp`. Mounts stand in the order they were added; marshalling sorts them. */
export interface ExecOp {
  readonly kind: 'exec'
  readonly root: Output | null
  readonly readOnlyRoot?: boolean | undefined
  readonly args: readonly string[]
  /** `KEY=value` entries. */
  readonly env: readonly string[]
  readonly cwd: string
  readonly user?: string | undefined
  readonly hostname?: string | undefined
  readonly mounts: readonly ExecMount[]
  readonly secretEnv?: readonly SecretEnv[] | undefined
  readonly network?: 'default' | 'host' | 'none' | undefined
  readonly security?: 'sandbox' | 'insecure' | undefined
  readonly proxy?: ProxyEnv | undefined
  readonly extraHosts?: readonly { readonly host: string; readonly ip: string }[] | undefined
  readonly ulimits?:
    | readonly { readonly name: string; readonly soft: number; readonly hard: number }[]
    | undefined
  readonly cgroupParent?: string | undefined
  readonly devices?: readonly { readonly name: string; readonly optional: boolean }[] | undefined
  readonly validExitCodes?: readonly number[] | undefined
  /** Does without a PATH where its environment has none: no default is set, none asked of the daemon. */
  readonly withoutDefaultPath?: boolean | undefined
  readonly constraints: Constraints
}

/** Who owns what a file action makes: a name is looked up in the files of `of`, an id needs none. */
export type Owner = { readonly name: string } | { readonly id: number }
/** Who owns what a file action makes; what is absent stays as it is. */
export interface Ownership {
  readonly user?: Owner
  readonly group?: Owner
}

/** Seconds and nanoseconds since the epoch fit a bigint; absent leaves the time as it is. */
export type CreatedTime = { readonly unixNanoseconds: bigint }

/**
 * One step of a file op: each works on the result of the one before.
 *
 * @example
 * const action: FileAction = { type: 'mkdir', path: '/app', mode: 0o755, makeParents: true }
 */
export type FileAction =
  | {
      readonly type: 'copy'
      readonly from: Output | null
      readonly source: string
      readonly destination: string
      readonly ownership?: Ownership
      /** Permission bits; absent keeps those of the source. */
      readonly mode?: number
      /** Symbolic mode (`u+x`), in place of `mode`. */
      readonly modeString?: string
      readonly followSymlinks?: boolean
      readonly copyDirContentsOnly?: boolean
      readonly attemptUnpack?: boolean
      readonly createDestPath?: boolean
      readonly allowWildcard?: boolean
      readonly allowEmptyWildcard?: boolean
      readonly includePatterns?: readonly string[]
      readonly excludePatterns?: readonly string[]
      readonly requiredPaths?: readonly string[]
      readonly alwaysReplaceExistingDestPaths?: boolean
      readonly created?: CreatedTime
    }
  | {
      readonly type: 'mkfile'
      readonly path: string
      readonly mode: number
      readonly data: Uint8Array
      readonly ownership?: Ownership
      readonly created?: CreatedTime
    }
  | {
      readonly type: 'mkdir'
      readonly path: string
      readonly mode: number
      readonly makeParents?: boolean
      readonly ownership?: Ownership
      readonly created?: CreatedTime
    }
  | {
      readonly type: 'rm'
      readonly path: string
      readonly allowNotFound?: boolean
      readonly allowWildcard?: boolean
    }
  | {
      readonly type: 'symlink'
      readonly oldPath: string
      readonly newPath: string
      readonly ownership?: Ownership
      readonly created?: CreatedTime
    }

/** File actions on top of `base`: `pb.FileOp`. Relative paths are joined to `cwd` (`/` by default). */
export interface FileOp {
  readonly kind: 'file'
  readonly base: Output | null
  readonly cwd?: string | undefined
  readonly actions: readonly FileAction[]
  readonly constraints: Constraints
}
/** Layers of all inputs on top of each other: `pb.MergeOp`. */
export interface MergeOp {
  readonly kind: 'merge'
  readonly inputs: readonly Output[]
  readonly constraints: Constraints
}
/** What `upper` adds to `lower`: `pb.DiffOp`. */
export interface DiffOp {
  readonly kind: 'diff'
  readonly lower: Output | null
  readonly upper: Output | null
  readonly constraints: Constraints
}
/** An op of a definition that came from outside: its bytes stay as they are. */
export interface DefinitionOp {
  readonly kind: 'definition'
  readonly definition: Definition
  readonly digest: string
}
/**
 * An output that is known only once the whole Dockerfile is converted: the build context, whose paths are
 * collected on the way. `resolve` is called at marshalling, and must then always return the same.
 */
export interface DeferredOp {
  readonly kind: 'deferred'
  resolve(): Output | null
}

/** A node of the graph; graphs are made of frozen values and shared freely. */
export type Op = SourceOp | ExecOp | FileOp | MergeOp | DiffOp | DefinitionOp | DeferredOp
