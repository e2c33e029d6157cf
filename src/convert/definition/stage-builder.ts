import type { ArgDeclaration, Environment, Instruction } from '../../dockerfile/index.ts'
import type { LintEvent } from '../../lint/event.ts'
import type { Constraints, ExecMount, FileAction, Output, ProgressGroup, SecretEnv } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Location, Span } from '../../source/index.ts'
import type { HistoryEntry, ImageBuilder, ImageConfig } from '../image/index.ts'
import type { BuildReader } from './build-reader.ts'
import type { ConvertOptions } from './options.ts'
import type { StageKey } from './stage-key.ts'

/**
 * A numbered line of the progress output: `[build 2/5] …`.
 *
 * @example
 * const step = stage.step()
 * step.title('GREET you') // '[build 2/5] GREET you'
 */
export interface Step {
  /** The line with `text` behind the number; the same number each time. */
  title(text: string): string
  /**
   * Makes one line of the progress output of several ops: what is returned goes into the constraints of each.
   * @param text the line, as for `title`
   */
  group(text: string): ProgressGroup
}

/**
 * Files of another stage, of an image, or of a named context.
 *
 * @example
 * const files = stage.source(0)
 * files.use('/out')
 * if (!files.ready) throw new BuildError('stage', `${files.name} stands further down`)
 */
export interface StageSource {
  /** Its name for messages. */
  readonly name: string
  /** What it is: a stage of the file, an image, or a named context that stands in for one. */
  readonly kind: 'stage' | 'image' | 'context'
  readonly output: Output | null
  /** False for a stage that stands further down: it has no files yet. */
  readonly ready: boolean
  /** Says that a path of it is used, so that no more than that is transferred. `/` is all of it. */
  use(path: string): void
}

/**
 * The build context.
 *
 * @example
 * stage.buildContext.use('/src')
 * stage.file([{ type: 'copy', from: stage.buildContext.output, source: '/src', destination: '/src' }])
 */
export interface BuildContext {
  /** Its files; those that no instruction asked for are left out. */
  readonly output: Output
  /** The patterns of the ignore file; empty where there is none. */
  readonly ignorePatterns: readonly string[]
  /** Says that a path of it is used. `/` is all of it. */
  use(path: string): void
}

/**
 * A command to run on the files of the stage; what the build asked for (network, limits …) is added.
 *
 * @example
 * stage.exec({ args: ['make'], network: 'none', title: 'make, without a network' })
 */
export interface ExecRequest {
  readonly args: readonly string[]
  readonly mounts?: readonly ExecMount[]
  readonly secretEnv?: readonly SecretEnv[]
  /** `default` is what the build asked for. */
  readonly network?: 'default' | 'none' | 'host'
  readonly security?: 'sandbox' | 'insecure'
  readonly devices?: readonly { readonly name: string; readonly optional: boolean }[]
  /** The progress line without its number; the instruction's text with variables replaced by default. */
  readonly title?: string
  /** Runs it even where a result is cached. What the build asked for by default. */
  readonly ignoreCache?: boolean
  /** Who runs it, in place of the stage's user. */
  readonly user?: string
  /** Where it runs, in place of the stage's working directory; absolute. */
  readonly cwd?: string
  /** Variables for this command alone, beside those of the stage. */
  readonly env?: Readonly<Record<string, string>>
  /** Exit codes that are no failure; 0 alone by default. */
  readonly validExitCodes?: readonly number[]
}

/**
 * What a command leaves behind.
 *
 * @example
 * const { mount } = stage.exec({ args: ['make'], mounts: [{ type: 'bind', target: '/out', source: null }] })
 * stage.file([{ type: 'copy', from: mount('/out'), source: '/', destination: '/app' }])
 */
export interface ExecResult {
  /** The files of the stage afterwards. */
  readonly root: Output | null
  /**
   * What a mount holds afterwards, by its target. Throws BuildError (code `definition`) for a mount that has no
   * result: one that is not there, or that is read-only, a cache, a secret.
   */
  mount(target: string): Output | null
}

/**
 * How the text of an instruction is shown.
 *
 * @example
 * stage.commandText('RUN echo $TOKEN', { forShell: true, masked: ['TOKEN'] })
 */
export interface CommandTextOptions {
  /** Keeps quotes, and variables that have no value, as a shell would get them to see. */
  readonly forShell?: boolean
  /** Names whose values are shown as `****`. */
  readonly masked?: readonly string[]
}

/**
 * What `docker buildx build --call=outline` tells of a stage.
 *
 * @example
 * stage.outline.secret('npm-token', true)
 */
export interface OutlineRecorder {
  /** A secret that an instruction of the stage reads. The first one of an id counts. */
  secret(id: string, required: boolean): void
  /** An ssh agent that an instruction of the stage uses. The first one of an id counts. */
  ssh(id: string, required: boolean): void
}

/**
 * What to change of the ops that other instructions make, on their way into the stage.
 *
 * @example
 * const withoutNetwork: StageHooks = { exec: (request) => ({ ...request, network: 'none' }) }
 */
export interface StageHooks {
  /** Of each command that runs. */
  exec?(request: ExecRequest): ExecRequest
  /** Of each op that changes files, those of ADD and COPY included. */
  file?(actions: readonly FileAction[]): readonly FileAction[]
}

/**
 * What a stage started with.
 *
 * @example
 * stage.output = diff(stage.base.output, stage.output) // what the stage itself has added
 */
export interface StageBase {
  readonly output: Output | null
  /** The config of the image at the bottom, untouched; undefined for scratch. */
  readonly image: ImageConfig | undefined
  /** The history that its config began with. */
  readonly history: readonly HistoryEntry[]
}

/**
 * A stage while its instructions are converted, one after the other: what they read, and what they change.
 * Every instruction works on this interface alone.
 *
 * @example
 * convert({ words: [name = ''] }, stage) {
 *   stage.setEnv('NAME', stage.expand(name))
 *   stage.exec({ args: stage.withShell(['echo $NAME']) })
 *   stage.commit(`GREET ${name}`, { layer: true })
 * }
 */
export interface StageBuilder {
  /** The stage's name, or `stage-0` by its index; '' for the only stage of a file. */
  readonly name: string
  /** What the stage's files are for. */
  readonly platform: Platform
  /** What the build was asked for. */
  readonly options: ConvertOptions
  /** What the build is for, as asked or by default. */
  readonly targetPlatform: Platform
  /** Whether the build asked for this stage to be built without cache. */
  readonly ignoreCache: boolean
  /** SOURCE_DATE_EPOCH in unix nanoseconds. */
  readonly epoch: bigint | undefined

  /** The instruction that is being converted. */
  readonly instruction: Instruction
  /** Where the instruction stands, as ops carry it. */
  readonly locations: readonly Location[]
  /** The last instruction of the kind that came before in this very stage. */
  previous(kind: Instruction['kind']): Instruction | undefined

  /** What the stage started with: its base image, or what the stage that it is made from ended with. */
  readonly base: StageBase
  /** The files so far; null is an empty root. Setting it replaces them. */
  output: Output | null
  /** The image config so far. */
  readonly image: ImageBuilder

  /** Variables that have a value now: ENV's and ARG's. */
  readonly env: Environment
  /**
   * Sets a variable for what follows in this stage, and in the image's config. Build checks and policies hear of it
   * as they do of those of ENV.
   * @param at where the variable is written, for those who have something against it; the instruction by default
   */
  setEnv(name: string, value: string, at?: () => Span): void
  /** Sets a variable for what follows in this stage, but not in the image; else as `setEnv`. */
  setVariable(name: string, value: string, at?: () => Span): void
  /** Takes a variable away, for what follows in this stage and in the image's config. */
  unsetEnv(name: string): void
  /**
   * Declares a build arg. Its value, which is returned, is that of `--build-arg`, else its own default with
   * variables replaced, else that of the arg in front of the first FROM.
   */
  declareArg(declaration: ArgDeclaration): string | undefined
  /** The working directory of execs, absolute, with `/` between its names. */
  readonly workdir: string
  /** Changes the working directory; a relative one starts from the present one. Makes no directory. */
  setWorkdir(path: string): void
  /** Replaces the variables in a word. Throws a BuildError where the expression is malformed. */
  expand(word: string): string
  /** Replaces the variables, then splits at white space that is not quoted. */
  expandWords(word: string): readonly string[]

  /** A source that the definition's `sources` named, by its place in that list. */
  source(index: number): StageSource
  readonly buildContext: BuildContext

  /**
   * Begins a step. The platform is shown in builds for several; the stage's own by default.
   */
  step(options?: { readonly platform: Platform | undefined }): Step
  /** An instruction's text as the progress output shows it: keyword in upper case, variables replaced. */
  commandText(text: string, options?: CommandTextOptions): string
  /**
   * Runs a command as a step and takes its root as the stage's files. Ids of cache mounts are within the build's
   * namespace (BUILDKIT_CACHE_MOUNT_NS).
   */
  exec(request: ExecRequest): ExecResult
  /** Changes files as a step. `constraints` add to (or replace) title and place. */
  file(actions: readonly FileAction[], constraints?: Constraints): void
  /** Adds a line to the image's history; `layer` says that it changed files. */
  commit(createdBy: string, options?: { readonly layer?: boolean }): void
  /** A shell command with the build args in use in front, as RUN writes it to the history. */
  runHistory(args: readonly string[]): string
  /** Args that run `args` in the stage's shell. */
  withShell(args: readonly string[]): readonly string[]

  /**
   * Runs `work` (the conversion of another instruction, mostly) with hooks on what it does to the stage. Where
   * hooks are nested, the inner ones are asked first.
   */
  intercept(hooks: StageHooks, work: () => void | Promise<void>): Promise<void>
  /** What the hooks in force make of actions; `exec` and `file` ask them by themselves. */
  revise(actions: readonly FileAction[]): readonly FileAction[]
  /** State that instructions keep in the stage for later ones; see `stageKey`. */
  get<Value>(key: StageKey<Value>): Value
  set<Value>(key: StageKey<Value>, value: Value): void
  /** Has `action` run when all instructions of the stage are converted; in order, errors placed here. */
  atEnd(action: () => void | Promise<void>): void
  /** Finds out what the build needs to know: files, images, named contexts. */
  readonly reader: BuildReader

  readonly outline: OutlineRecorder
  /** Tells build checks of something. */
  emit(event: LintEvent): void
}
