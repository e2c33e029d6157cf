import type { ArgDeclaration, Environment, FromInstruction, Instruction } from '../../dockerfile/index.ts'
import type { LintEvent, LintStage } from '../../lint/event.ts'
import { type Constraints, type FileAction, file, type Output } from '../../llb/index.ts'
import { normalizeWorkdir, toSlash } from '../../platform/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { atPlace, BuildError, explainingSync, type Location, type Span } from '../../source/index.ts'
import { StageEnvironment } from '../args/index.ts'
import type {
  BuildContext,
  BuildReader,
  CommandTextOptions,
  ExecRequest,
  ExecResult,
  OutlineRecorder,
  StageBase,
  StageBuilder,
  StageHooks,
  StageSource,
  Step,
} from '../definition/index.ts'
import { beginStep, type StageKey, StageMemory, stepPlatform } from '../definition/index.ts'
import type { BuildPlan, Command, StageNode, StageState } from '../graph/index.ts'
import type { ImageDraft } from '../image/index.ts'
import { execOutput, shellArgs } from '../steps/index.ts'
import { commandText } from './command-text.ts'
import { declareBuildArg } from './declare-arg.ts'
import { RunHistory } from './history.ts'
import { HookStack } from './hook-stack.ts'
import { RunningInstruction } from './running-instruction.ts'
import { StageExpander } from './stage-expander.ts'

/** Bytes that a mount of a command, or one of several copies, has in a definition at least. */
const leastSize = 80
/** Bytes of a range in a definition. */
const rangeSize = 20

/** What an instruction left to be done when all of the stage are converted. */
interface Ending {
  readonly action: () => void | Promise<void>
  readonly running: RunningInstruction
}

/** Converts the instructions of one stage, one after the other. */
export class StageConverter implements StageBuilder, LintStage {
  readonly #plan: BuildPlan
  readonly #node: StageNode
  readonly #state: StageState
  readonly #env: StageEnvironment
  readonly #memory: StageMemory
  readonly #expander: StageExpander
  readonly #hooks = new HookStack()
  readonly #endings: Ending[] = []
  readonly #history = new RunHistory()
  readonly base: StageBase
  readonly #previous = new Map<Instruction['kind'], Instruction>()
  #current: RunningInstruction | undefined
  readonly buildContext: BuildContext
  readonly platform: Platform

  /** @param state what the stage starts with; its environment is made here */
  constructor(plan: BuildPlan, node: StageNode, state: StageState, buildContext: BuildContext) {
    this.#plan = plan
    this.#node = node
    this.#state = state
    this.platform = node.platform ?? plan.targetPlatform
    this.buildContext = buildContext
    this.#env = new StageEnvironment(state.image.env, node.base?.state?.env)
    state.env = this.#env
    this.#memory = new StageMemory(node.base?.state?.memory)
    state.memory = this.#memory
    this.#expander = new StageExpander({
      env: this.#env,
      buildArgs: state.buildArgs,
      escape: plan.escape,
      budget: plan.budget,
      running: () => this.#running,
      emit: (event) => this.emit(event),
    })
    state.image.onUser = () => {
      state.userPlace = this.#current?.command.instruction.span
    }
    const history = state.image.historyNow()
    this.base = {
      output: state.output,
      image: node.baseImage,
      get history() {
        return history()
      },
    }
  }

  /**
   * Converts one instruction. What is returned has to be waited for; most instructions are done at once.
   * Throws BuildError, placed at the instruction.
   */
  convert(command: Command): Promise<void> | undefined {
    const running = new RunningInstruction(command)
    this.#current = running
    const { definition } = command
    try {
      if (definition.expand) {
        running.instruction = definition.expand(command.instruction, this.#expander)
      }
      const { instruction } = running
      this.emit({ kind: 'instruction', instruction, stage: this })
      const conversion = definition.convert(instruction, this)
      if (conversion) return this.#await(conversion, running)
      this.#previous.set(instruction.kind, instruction)
      return undefined
    } catch (error) {
      throw atPlace(command.instruction.span, error)
    }
  }
  async #await(conversion: Promise<void>, { command, instruction }: RunningInstruction): Promise<void> {
    try {
      await conversion
      this.#previous.set(instruction.kind, instruction)
    } catch (error) {
      throw atPlace(command.instruction.span, error)
    }
  }

  /** Runs what instructions left to be done at the end. Throws BuildError, placed at the instruction. */
  async finish(): Promise<void> {
    for (const { action, running } of this.#endings) {
      this.#current = running
      try {
        await action()
      } catch (error) {
        throw atPlace(running.command.instruction.span, error)
      }
    }
  }
  atEnd(action: () => void | Promise<void>): void {
    this.#endings.push({ action, running: this.#running })
  }

  intercept(hooks: StageHooks, work: () => void | Promise<void>): Promise<void> {
    return this.#hooks.during(hooks, work)
  }
  revise(actions: readonly FileAction[]): readonly FileAction[] {
    return this.#hooks.file(actions)
  }
  get<Value>(key: StageKey<Value>): Value {
    return this.#memory.get(key)
  }
  set<Value>(key: StageKey<Value>, value: Value): void {
    this.#memory.set(key, value)
  }
  get reader(): BuildReader {
    return this.#plan.reader
  }

  get name(): string {
    return this.#node.displayName
  }
  get from(): FromInstruction | undefined {
    return this.#node.from
  }
  get options() {
    return this.#plan.options
  }
  get targetPlatform(): Platform {
    return this.#plan.targetPlatform
  }
  get ignoreCache(): boolean {
    return this.#node.ignoreCache
  }
  get epoch(): bigint | undefined {
    return this.#plan.epoch?.unixNanoseconds
  }
  get os(): string {
    return this.platform.os
  }
  get hasShell(): boolean {
    return this.#state.image.shell.length > 0
  }
  get workdirSet(): boolean {
    return this.#state.workdirSet
  }

  get instruction(): Instruction {
    return this.#running.instruction
  }
  get locations(): readonly Location[] {
    const { locations } = this.#running
    // Each line of each op has a range in the definition.
    for (const { ranges } of locations) this.#plan.budget.spend(ranges.length * rangeSize)
    return locations
  }
  previous(kind: Instruction['kind']): Instruction | undefined {
    return this.#previous.get(kind)
  }

  get output(): Output | null {
    return this.#state.output
  }
  set output(output: Output | null) {
    this.#state.output = output
  }
  get image(): ImageDraft {
    return this.#state.image
  }

  get env(): Environment {
    return this.#env
  }
  setEnv(name: string, value: string, at?: () => Span): void {
    this.emit({ kind: 'variable', instruction: this.instruction, name, value, inImage: true, at })
    this.#env.setEnv(name, value)
  }
  setVariable(name: string, value: string, at?: () => Span): void {
    this.emit({ kind: 'variable', instruction: this.instruction, name, value, inImage: false, at })
    this.#env.setVariable(name, value)
  }
  unsetEnv(name: string): void {
    this.#env.unset(name)
  }
  declareArg(declaration: ArgDeclaration): string | undefined {
    const { outline } = this.#node
    const { value, inherited } = declareBuildArg(declaration, this.#plan, this.#env, this.#expander.word)
    if (!inherited) {
      const { span } = this.instruction
      outline.declare({ declaration, value: value ?? '', span, dependencies: new Set() })
    }
    outline.use(declaration.key)
    if (declaration.notes) outline.notes.set(declaration.key, declaration.notes)
    const { buildArgs } = this.#state
    const lastValue = value ?? buildArgs.get(declaration.key)?.lastValue
    buildArgs.set(declaration.key, { value, lastValue })
    return value
  }

  get workdir(): string {
    const { workingDir } = this.#state.image
    return workingDir === '' ? '/' : toSlash(workingDir, this.platform.os)
  }
  setWorkdir(path: string): void {
    this.enterDirectory(path)
    this.#state.workdirSet = true
  }
  /** Changes the working directory for a base image, which does not count as a WORKDIR of this file. */
  enterDirectory(path: string): void {
    const { image } = this.#state
    image.workingDir = explainingSync('normalizing workdir', () =>
      normalizeWorkdir(image.workingDir, path, this.platform.os),
    )
  }

  expand(word: string): string {
    return this.#expander.word(word)
  }
  expandWords(word: string): readonly string[] {
    return this.#expander.words(word)
  }

  source(index: number): StageSource {
    const node = this.#running.command.sources[index]
    if (!node) throw new BuildError('extension', `${this.instruction.keyword} names no source ${index}`)
    return {
      name: node.name,
      kind: kindOf(node),
      output: node.state?.output ?? null,
      ready: node.converted,
      use: (path) => node.usedPaths.add(path),
    }
  }

  step(options?: { readonly platform: Platform | undefined }): Step {
    const running = this.#running
    running.step ??= this.#beginStep(options ? options.platform : this.platform)
    return running.step
  }
  #beginStep(platform: Platform | undefined): Step {
    const shownPlatform = platform && this.options.multiPlatform ? stepPlatform(platform, this.#env) : ''
    const prefix = beginStep(this.#node, shownPlatform, this.#running.command.triggered)
    return {
      title: (text) => prefix + text,
      group: (text) => ({ id: this.options.randomId(), name: prefix + text, weak: false }),
    }
  }
  commandText(text: string, options: CommandTextOptions = {}): string {
    return commandText(text, this.#env, this.#expander.escape, options, this.#plan.budget)
  }

  exec(request: ExecRequest): ExecResult {
    this.#node.usedPaths.add('/')
    request = this.#hooks.exec(request)
    const { cacheIdNamespace } = this.options
    if (cacheIdNamespace !== '') request = inNamespace(request, cacheIdNamespace)
    const title = request.title ?? this.commandText(this.instruction.source)
    this.#plan.budget.spend(this.#env.size + (request.mounts?.length ?? 0) * leastSize)
    const result = execOutput(request, {
      stage: this,
      env: request.env ? withVariables(this.#env.list(), request.env) : this.#env.list(),
      platform: this.#state.execPlatform,
      customName: this.step({ platform: this.#state.execPlatform }).title(title),
      buildArgs: this.#plan.buildArgs,
    })
    this.output = result.root
    return result
  }
  file(actions: readonly FileAction[], constraints: Constraints = {}): void {
    this.#plan.budget.spend(actions.length * leastSize)
    this.output = file(this.output, this.revise(actions), {
      customName: constraints.customName ?? this.step().title(this.commandText(this.instruction.source)),
      locations: this.locations,
      ...constraints,
    })
  }

  commit(createdBy: string, options: { readonly layer?: boolean } = {}): void {
    const { created, budget } = this.#plan
    budget.spend(createdBy.length)
    this.#state.image.addHistory({
      created,
      createdBy,
      comment: 'buildkit.dockerfile.v0',
      emptyLayer: !options.layer,
    })
  }
  runHistory(args: readonly string[]): string {
    return this.#history.text(args, this.#state.buildArgs, this.#env)
  }
  withShell(args: readonly string[]): readonly string[] {
    return shellArgs(this.#state.image, args)
  }

  readonly outline: OutlineRecorder = {
    secret: (id, required) => this.#record(this.#node.outline.secrets, id, required),
    ssh: (id, required) => this.#record(this.#node.outline.ssh, id, required),
  }
  #record(facts: StageNode['outline']['secrets'], id: string, required: boolean): void {
    if (!facts.has(id)) facts.set(id, { required, span: this.instruction.span })
  }

  emit(event: LintEvent): void {
    this.options.lint.emit(event)
  }

  get #running(): RunningInstruction {
    if (!this.#current) throw new BuildError('internal', 'no instruction is being converted')
    return this.#current
  }
}

function kindOf({ anonymous, namedContext, standIn }: StageNode): StageSource['kind'] {
  if (namedContext || (anonymous && standIn)) return 'context'
  return anonymous ? 'image' : 'stage'
}

/** A request whose cache mounts are those of a namespace; mounts of RUN are already. */
function inNamespace(request: ExecRequest, namespace: string): ExecRequest {
  const { mounts } = request
  const prefix = `${namespace}/`
  if (!mounts?.some((mount) => mount.type === 'cache' && !mount.id.startsWith(prefix))) return request
  return {
    ...request,
    mounts: mounts.map((mount) =>
      mount.type !== 'cache' || mount.id.startsWith(prefix) ? mount : { ...mount, id: prefix + mount.id },
    ),
  }
}

/** `KEY=value` entries with some more, which go before those of the same name. */
function withVariables(list: readonly string[], more: Readonly<Record<string, string>>): readonly string[] {
  const own = Object.entries(more)
  const kept = list.filter((entry) => !Object.hasOwn(more, entry.slice(0, entry.indexOf('='))))
  return [...kept, ...own.map(([name, value]) => `${name}=${value}`)]
}
