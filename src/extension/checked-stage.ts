import {
  type BuildContext,
  type BuildReader,
  type CommandTextOptions,
  type ConvertOptions,
  draftOf,
  type ExecRequest,
  type ExecResult,
  type ImageBuilder,
  type OutlineRecorder,
  type StageBase,
  type StageBuilder,
  type StageHooks,
  type StageKey,
  type StageSource,
  type Step,
} from '../convert/index.ts'
import type { ArgDeclaration, Environment, Instruction } from '../dockerfile/index.ts'
import type { LintEvent } from '../lint/index.ts'
import * as checks from '../llb/checks/ops.ts'
import {
  absolutePath,
  anything,
  type Check,
  flag,
  listOf,
  optional,
  recordOf,
  shape,
  someText,
  text,
} from '../llb/checks/shape.ts'
import type { Constraints, FileAction, Output } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import { BuildError, type Location, type Span } from '../source/index.ts'

const execRequestFields = {
  args: checks.args,
  mounts: optional(checks.mounts),
  secretEnv: optional(checks.secretEnv),
  network: optional(checks.network),
  security: optional(checks.security),
  devices: optional(checks.devices),
  title: optional(text),
  ignoreCache: optional(flag),
  user: optional(text),
  cwd: optional(absolutePath),
  env: optional(recordOf(text)),
  validExitCodes: optional(checks.exitCodes),
}
const execRequest = shape(execRequestFields)
/** A request whose command is the instruction's own, however wrong it may be. */
const execRequestOfInstruction = shape({ ...execRequestFields, args: anything })

const variableName: Check = (value, where) => {
  someText(value, where)
  if (/[=\0]/.test(value as string)) throw new TypeError(`${where} must be a name without = and NUL`)
}

/**
 * A stage as an extension sees it: what it is given is checked where it enters, so that what cannot be is an error
 * with the extension's name, and no odd op that the daemon refuses or, worse, builds. Once the conversion that it
 * was handed to has ended, it is of no use any more.
 */
export class CheckedStage implements StageBuilder {
  readonly #stage: StageBuilder
  readonly #what: string
  readonly #place: Span
  #uses = 1

  /** @param what for errors: `instruction GREET of extension myorg` */
  constructor(stage: StageBuilder, what: string) {
    this.#stage = stage
    this.#what = what
    this.#place = stage.instruction.span
  }

  /** The stage that checks nothing: what is built in is known to be right. */
  static unchecked(stage: StageBuilder): StageBuilder {
    return stage instanceof CheckedStage ? stage.#now : stage
  }

  /** Says that the conversion is over. */
  end(): void {
    this.#uses--
  }

  /** The stage itself, for as long as it may be used. */
  get #now(): StageBuilder {
    if (this.#uses > 0) return this.#stage
    const late = new BuildError(
      'extension',
      `${this.#what} used its stage after convert had ended: convert has to wait for all that it does (await), and a stage must not be kept`,
      { at: this.#place },
    )
    // Nobody waits for what is thrown here, so that the build ends with it where it can; then nothing happens here.
    if (this.#stage.options.late?.(late)) return inert(this.#stage)
    throw late
  }

  get name(): string {
    return this.#stage.name
  }
  get platform(): Platform {
    return this.#stage.platform
  }
  get options(): ConvertOptions {
    return this.#stage.options
  }
  get targetPlatform(): Platform {
    return this.#stage.targetPlatform
  }
  get ignoreCache(): boolean {
    return this.#stage.ignoreCache
  }
  get epoch(): bigint | undefined {
    return this.#stage.epoch
  }
  get instruction(): Instruction {
    return this.#now.instruction
  }
  get locations(): readonly Location[] {
    return this.#now.locations
  }
  previous(kind: Instruction['kind']): Instruction | undefined {
    return this.#now.previous(kind)
  }

  get base(): StageBase {
    return this.#stage.base
  }
  get output(): Output | null {
    return this.#now.output
  }
  set output(output: Output | null) {
    checks.outputOrScratch(output, 'stage.output')
    this.#now.output = output
  }
  get image(): ImageBuilder {
    return this.#now.image
  }

  get env(): Environment {
    return this.#now.env
  }
  setEnv(name: string, value: string, at?: () => Span): void {
    variableName(name, 'stage.setEnv: name')
    text(value, 'stage.setEnv: value')
    this.#now.setEnv(name, value, at)
  }
  setVariable(name: string, value: string, at?: () => Span): void {
    variableName(name, 'stage.setVariable: name')
    text(value, 'stage.setVariable: value')
    this.#now.setVariable(name, value, at)
  }
  unsetEnv(name: string): void {
    variableName(name, 'stage.unsetEnv: name')
    this.#now.unsetEnv(name)
  }
  declareArg(declaration: ArgDeclaration): string | undefined {
    variableName(declaration.key, 'stage.declareArg: key')
    optional(text)(declaration.value, 'stage.declareArg: value')
    return this.#now.declareArg(declaration)
  }
  get workdir(): string {
    return this.#now.workdir
  }
  setWorkdir(path: string): void {
    someText(path, 'stage.setWorkdir: path')
    this.#now.setWorkdir(path)
  }
  expand(word: string): string {
    text(word, 'stage.expand: word')
    return this.#now.expand(word)
  }
  expandWords(word: string): readonly string[] {
    text(word, 'stage.expandWords: word')
    return this.#now.expandWords(word)
  }

  source(index: number): StageSource {
    return this.#now.source(index)
  }
  get buildContext(): BuildContext {
    return this.#now.buildContext
  }

  step(options?: { readonly platform: Platform | undefined }): Step {
    return options ? this.#now.step(options) : this.#now.step()
  }
  commandText(written: string, options?: CommandTextOptions): string {
    text(written, 'stage.commandText: text')
    return this.#now.commandText(written, options)
  }
  exec(request: ExecRequest): ExecResult {
    execRequest(request, 'stage.exec')
    return this.#now.exec(request)
  }
  file(actions: readonly FileAction[], constraints?: Constraints): void {
    checks.actionsFromRoot(actions, 'stage.file: actions')
    optional(checks.constraints)(constraints, 'stage.file: constraints')
    this.#now.file(actions, constraints)
  }
  commit(createdBy: string, options?: { readonly layer?: boolean }): void {
    text(createdBy, 'stage.commit: createdBy')
    this.#now.commit(createdBy, options)
  }
  runHistory(args: readonly string[]): string {
    checks.args(args, 'stage.runHistory: args')
    return this.#now.runHistory(args)
  }
  withShell(args: readonly string[]): readonly string[] {
    listOf(text)(args, 'stage.withShell: args')
    return this.#now.withShell(args)
  }

  intercept(hooks: StageHooks, work: () => void | Promise<void>): Promise<void> {
    return this.#now.intercept(checkedHooks(hooks, this.#what), work)
  }
  revise(actions: readonly FileAction[]): readonly FileAction[] {
    checks.actionsFromRoot(actions, 'stage.revise: actions')
    return this.#now.revise(actions)
  }
  get<Value>(key: StageKey<Value>): Value {
    return this.#now.get(key)
  }
  set<Value>(key: StageKey<Value>, value: Value): void {
    this.#now.set(key, value)
  }
  atEnd(action: () => void | Promise<void>): void {
    if (typeof action !== 'function') throw new TypeError('stage.atEnd: action must be a function')
    this.#now.atEnd(async () => {
      this.#uses++
      try {
        await action()
      } finally {
        this.#uses--
      }
    })
  }
  get reader(): BuildReader {
    return this.#now.reader
  }
  get outline(): OutlineRecorder {
    return this.#now.outline
  }
  emit(event: LintEvent): void {
    this.#now.emit(event)
  }
}

/** A stage that everything can be asked of and nothing changes. */
function inert(stage: StageBuilder): StageBuilder {
  return new Proxy(stage, {
    get(target, name) {
      if (name === 'image') return draftOf(target.image.build())
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? () => undefined : value
    },
    set: () => true,
  })
}

function checkedHooks(hooks: StageHooks, what: string): StageHooks {
  const { exec, file } = hooks
  // Hooks run within the work of others, whose errors are not this extension's.
  const named = <Value>(make: () => Value): Value => {
    try {
      return make()
    } catch (error) {
      if (error instanceof BuildError) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new BuildError('extension', `${what} failed: ${reason}`, { cause: error })
    }
  }
  return {
    ...(exec
      ? {
          exec: (request) =>
            named(() => {
              const changed = exec.call(hooks, request)
              const check = changed?.args === request.args ? execRequestOfInstruction : execRequest
              check(changed, 'hook exec')
              return changed
            }),
        }
      : {}),
    ...(file
      ? {
          file: (actions) =>
            named(() => {
              const changed = file.call(hooks, actions)
              checks.actionsFromRoot(changed, 'hook file')
              return changed
            }),
        }
      : {}),
  }
}
