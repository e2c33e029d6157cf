import type { Span } from '../source/index.ts'
import type { InstructionNode, KeyValue } from './syntax-tree.ts'

/** What every typed instruction has. */
export interface InstructionBase<Kind extends string> {
  readonly kind: Kind
  /** The keyword as it was written, whatever its case. */
  readonly keyword: string
  /** The trimmed logical line; `com.docker.dockerfile.v1.command` carries it. */
  readonly source: string
  /** Comment lines directly above, without `#`. */
  readonly comments: readonly string[]
  /** Where the instruction stands. A trigger of a base image stands where the `FROM` does that ran it. */
  readonly span: Span
  /** The node that it was made of, with the places of its flags. */
  readonly node: InstructionNode
}

/**
 * One name that an ARG declares.
 *
 * @example
 * // ARG VERSION=3
 * const declaration: ArgDeclaration = { key: 'VERSION', value: '3', description: '' }
 */
export interface ArgDeclaration {
  readonly key: string
  /** Undefined where the declaration has no default. */
  readonly value: string | undefined
  /** The comment above that describes it (`# NAME description`), '' where there is none. */
  readonly description: string
  /** What an extension tells of it in the outline, such as `required`. */
  readonly notes?: readonly string[]
}

/**
 * A command line that may need a shell in front.
 *
 * @example
 * // RUN ["make", "all"]
 * const command: CommandLine = { args: ['make', 'all'], shell: false, files: [] }
 */
export interface CommandLine {
  readonly args: readonly string[]
  /** True for the shell form. */
  readonly shell: boolean
  readonly files: readonly InlineFile[]
}

/** A here-document as RUN sees it. */
export interface InlineFile {
  readonly name: string
  readonly content: string
  readonly chomp: boolean
}

/** A here-document as ADD and COPY see it: a file named by its terminator. */
export interface InlineSource {
  readonly path: string
  readonly content: string
  readonly expand: boolean
}

/** What a `RUN --mount` mounts. */
export type MountType = 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh'
/** What builds that run at the same time do with one cache. */
export type CacheSharing = 'shared' | 'private' | 'locked'

/**
 * One `RUN --mount`. Fields that the mount's type does not know are undefined.
 *
 * @example
 * run.mounts.filter(({ type, required }) => type === 'secret' && required)
 */
export interface RunMount {
  readonly type: MountType
  readonly from: string
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  /** Bytes; 0 is no limit. */
  readonly sizeLimit: number
  readonly cacheId: string
  readonly cacheSharing: CacheSharing | ''
  readonly required: boolean
  /** The environment variable of a secret; '' for the default name; undefined for none. */
  readonly env: string | undefined
  readonly mode: number | undefined
  readonly uid: number | undefined
  readonly gid: number | undefined
}

/** One `RUN --device`. */
export interface RunDevice {
  readonly name: string
  readonly required: boolean
}

/**
 * `FROM`.
 *
 * @example
 * // FROM --platform=$BUILDPLATFORM alpine AS base
 * if (instruction.kind === 'from') instruction.stageName // 'base'
 */
export interface FromInstruction extends InstructionBase<'from'> {
  /** The image or stage as written, variables in it. */
  readonly baseName: string
  /** The name after AS, lower-cased; '' where there is none. */
  readonly stageName: string
  /** The value of --platform as written; '' where there is none. */
  readonly platform: string
  /** The comment above that describes the stage, '' where there is none. */
  readonly description: string
  /** The word between image and name as written (`AS`), '' where there is none. */
  readonly asKeyword: string
  /** The name after AS as written. */
  readonly stageNameAsWritten: string
}
/**
 * `ENV`.
 *
 * @example
 * if (instruction.kind === 'env') instruction.pairs.map(({ key }) => key)
 */
export interface EnvInstruction extends InstructionBase<'env'> {
  readonly pairs: readonly KeyValue[]
}
/**
 * `LABEL`.
 *
 * @example
 * if (instruction.kind === 'label') instruction.pairs.map(({ key }) => key)
 */
export interface LabelInstruction extends InstructionBase<'label'> {
  readonly pairs: readonly KeyValue[]
}
/**
 * `MAINTAINER`.
 *
 * @example
 * if (instruction.kind === 'maintainer') instruction.maintainer
 */
export interface MaintainerInstruction extends InstructionBase<'maintainer'> {
  readonly maintainer: string
}
/** What ADD and COPY take, and where it goes. */
export interface SourcesAndDestination {
  readonly sources: readonly string[]
  readonly inlineSources: readonly InlineSource[]
  readonly destination: string
}
/**
 * `ADD`.
 *
 * @example
 * if (instruction.kind === 'add') instruction.sources.filter((source) => source.startsWith('https:'))
 */
export interface AddInstruction extends InstructionBase<'add'>, SourcesAndDestination {
  readonly chown: string
  readonly chmod: string
  readonly link: boolean
  readonly exclude: readonly string[]
  readonly keepGitDir: boolean | undefined
  readonly checksum: string
  readonly unpack: boolean | undefined
}
/**
 * `COPY`.
 *
 * @example
 * if (instruction.kind === 'copy') instruction.from // 'builder', or '' for the build context
 */
export interface CopyInstruction extends InstructionBase<'copy'>, SourcesAndDestination {
  readonly from: string
  readonly chown: string
  readonly chmod: string
  readonly link: boolean
  readonly parents: boolean
  readonly exclude: readonly string[]
}
/**
 * `RUN`.
 *
 * @example
 * if (instruction.kind === 'run') instruction.command.args
 */
export interface RunInstruction extends InstructionBase<'run'> {
  readonly command: CommandLine
  readonly mounts: readonly RunMount[]
  readonly network: 'default' | 'none' | 'host'
  readonly security: 'sandbox' | 'insecure'
  readonly devices: readonly RunDevice[]
  /** Names of the flags that were used. */
  readonly flagsUsed: readonly string[]
}
/**
 * `CMD`.
 *
 * @example
 * if (instruction.kind === 'cmd') instruction.command.shell // false for the JSON form
 */
export interface CmdInstruction extends InstructionBase<'cmd'> {
  readonly command: CommandLine
}
/**
 * `ENTRYPOINT`.
 *
 * @example
 * if (instruction.kind === 'entrypoint') instruction.command.args
 */
export interface EntrypointInstruction extends InstructionBase<'entrypoint'> {
  readonly command: CommandLine
}
/**
 * `SHELL`.
 *
 * @example
 * if (instruction.kind === 'shell') instruction.shell // ['/bin/bash', '-c']
 */
export interface ShellInstruction extends InstructionBase<'shell'> {
  readonly shell: readonly string[]
}
/**
 * `ONBUILD`.
 *
 * @example
 * if (instruction.kind === 'onbuild') instruction.trigger // 'RUN make'
 */
export interface OnbuildInstruction extends InstructionBase<'onbuild'> {
  /** The trigger's text, as the image config keeps it. */
  readonly trigger: string
}
/**
 * `WORKDIR`.
 *
 * @example
 * if (instruction.kind === 'workdir') instruction.path
 */
export interface WorkdirInstruction extends InstructionBase<'workdir'> {
  readonly path: string
}
/**
 * `USER`.
 *
 * @example
 * if (instruction.kind === 'user') instruction.user
 */
export interface UserInstruction extends InstructionBase<'user'> {
  readonly user: string
}
/**
 * `EXPOSE`.
 *
 * @example
 * if (instruction.kind === 'expose') instruction.ports // ['80/tcp']
 */
export interface ExposeInstruction extends InstructionBase<'expose'> {
  readonly ports: readonly string[]
}
/**
 * `VOLUME`.
 *
 * @example
 * if (instruction.kind === 'volume') instruction.volumes
 */
export interface VolumeInstruction extends InstructionBase<'volume'> {
  readonly volumes: readonly string[]
}
/**
 * `STOPSIGNAL`.
 *
 * @example
 * if (instruction.kind === 'stopsignal') instruction.signal
 */
export interface StopsignalInstruction extends InstructionBase<'stopsignal'> {
  readonly signal: string
}
/**
 * `ARG`.
 *
 * @example
 * if (instruction.kind === 'arg') instruction.args.map(({ key }) => key)
 */
export interface ArgInstruction extends InstructionBase<'arg'> {
  readonly args: readonly ArgDeclaration[]
}
/** Durations in nanoseconds, as the image config keeps them; 0 inherits. */
export interface Healthcheck {
  readonly test: readonly string[]
  readonly interval: number
  readonly timeout: number
  readonly startPeriod: number
  readonly startInterval: number
  readonly retries: number
}
/**
 * `HEALTHCHECK`.
 *
 * @example
 * if (instruction.kind === 'healthcheck') instruction.health.test
 */
export interface HealthcheckInstruction extends InstructionBase<'healthcheck'> {
  readonly health: Healthcheck
}
/**
 * An instruction that an extension brought; `value` is what its own parse returned.
 *
 * @example
 * if (greet.is(instruction)) instruction.value // what the parse of GREET returned
 */
export interface ExtensionInstruction<Value = unknown> extends InstructionBase<'extension'> {
  readonly value: Value
}

/**
 * Every typed instruction, told apart by `kind`.
 *
 * @example
 * const isConfig = ({ kind }: Instruction) => ['env', 'label', 'user'].includes(kind)
 */
export type Instruction =
  | FromInstruction
  | EnvInstruction
  | LabelInstruction
  | MaintainerInstruction
  | AddInstruction
  | CopyInstruction
  | RunInstruction
  | CmdInstruction
  | EntrypointInstruction
  | ShellInstruction
  | OnbuildInstruction
  | WorkdirInstruction
  | UserInstruction
  | ExposeInstruction
  | VolumeInstruction
  | StopsignalInstruction
  | ArgInstruction
  | HealthcheckInstruction
  | ExtensionInstruction

/**
 * A stage: its FROM and what follows up to the next one.
 *
 * @example
 * stage.instructions.some(({ kind }) => kind === 'healthcheck')
 */
export interface Stage {
  readonly from: FromInstruction
  readonly instructions: readonly Exclude<Instruction, FromInstruction>[]
}

/**
 * A Dockerfile as typed instructions.
 *
 * @example
 * const names = dockerfile.stages.map(({ from }) => from.stageName)
 */
export interface Dockerfile {
  /** ARG instructions in front of the first FROM. */
  readonly globalArgs: readonly ArgInstruction[]
  readonly stages: readonly Stage[]
}
