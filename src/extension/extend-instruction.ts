import type {
  ConvertOptions,
  InstructionDefinition,
  SourceReference,
  SourcesContext,
  StageBuilder,
  StageHooks,
} from '../convert/index.ts'
import {
  type AddInstruction,
  type ArgInstruction,
  type CmdInstruction,
  type CopyInstruction,
  type EntrypointInstruction,
  type EnvInstruction,
  type ExposeInstruction,
  type FlagValues,
  type HealthcheckInstruction,
  type Instruction,
  type InstructionNode,
  type LabelInstruction,
  type MaintainerInstruction,
  type RunInstruction,
  readFlags,
  type ShellInstruction,
  type StopsignalInstruction,
  type UserInstruction,
  type VolumeInstruction,
  type WorkdirInstruction,
} from '../dockerfile/index.ts'
import { CheckedStage } from './checked-stage.ts'
import { asBefore } from './errors-of-base.ts'
import { type FlagsOf, type FlagTypes, flagDefinitions, flagsOf } from './flags.ts'

/**
 * The built-in instructions that can be extended, by name.
 *
 * @example
 * type Copy = ExtensibleInstructions['COPY'] // CopyInstruction
 */
export interface ExtensibleInstructions {
  readonly ADD: AddInstruction
  readonly ARG: ArgInstruction
  readonly CMD: CmdInstruction
  readonly COPY: CopyInstruction
  readonly ENTRYPOINT: EntrypointInstruction
  readonly ENV: EnvInstruction
  readonly EXPOSE: ExposeInstruction
  readonly HEALTHCHECK: HealthcheckInstruction
  readonly LABEL: LabelInstruction
  readonly MAINTAINER: MaintainerInstruction
  readonly RUN: RunInstruction
  readonly SHELL: ShellInstruction
  readonly STOPSIGNAL: StopsignalInstruction
  readonly USER: UserInstruction
  readonly VOLUME: VolumeInstruction
  readonly WORKDIR: WorkdirInstruction
}

/**
 * What an extended conversion has at hand.
 *
 * @example
 * convert: async (run, stage, { next }) => {
 *   await next()
 *   stage.image.labels.set('ran', 'true')
 * }
 */
export interface NextConversion<I extends Instruction, Flags extends FlagTypes> {
  /** The values of the flags that the extension added. */
  readonly flags: FlagsOf<Flags>
  /**
   * Does what the instruction does without the extension.
   * @param instruction in place of the one that was written
   * @param hooks change the ops on their way into the stage
   */
  next(instruction?: I, hooks?: StageHooks): Promise<void>
}

/**
 * What to add to an instruction.
 *
 * @example
 * extendInstruction('USER', { parse: (user) => ({ ...user, user: user.user.toLowerCase() }) })
 */
export interface ExtensionOptions<I extends Instruction, Flags extends FlagTypes> {
  /** Flags to add; none of them may be there already. */
  readonly flags?: Flags
  /** Checks the instruction, or makes another one of it. What it throws is placed at the instruction. */
  readonly parse?: (instruction: I, flags: FlagsOf<Flags>) => I
  /**
   * Names what the instruction takes files from.
   * @param base what it names without the extension; throws BuildError where it would
   */
  readonly sources?: (
    instruction: I,
    context: SourcesContext & {
      readonly flags: FlagsOf<Flags>
      readonly base: (instruction: I) => readonly SourceReference[]
    },
  ) => readonly SourceReference[]
  /** As `checkGlobal` of an instruction definition: for an ARG in front of the first FROM. */
  readonly checkGlobal?: (
    instruction: I,
    context: {
      readonly flags: FlagsOf<Flags>
      /** The value of an arg; undefined for one without. */
      readonly valueOf: (name: string) => string | undefined
      /** What the build asks for. */
      readonly options: ConvertOptions
    },
  ) => void
  /** Converts the instruction, its variables replaced; `next` does what was done before. */
  readonly convert?: (
    instruction: I,
    stage: StageBuilder,
    next: NextConversion<I, Flags>,
  ) => void | Promise<void>
}

/**
 * An addition to an instruction that exists.
 *
 * @example
 * const additions: readonly InstructionExtension[] = [runNoCache, copyOptional]
 */
export interface InstructionExtension {
  /** The name of the instruction. */
  readonly extends: string
  /** Names of the flags that it adds. */
  readonly flags: readonly string[]
  /** The instruction with the addition. */
  apply(base: InstructionDefinition): InstructionDefinition
}

/**
 * Adds to an instruction: flags, checks, and work before, after or in place of what it does. Several
 * additions to one instruction are applied in order, the last one being the outermost.
 * @param target name of a built-in instruction, or the definition of another one
 *
 * @example
 * // RUN --no-cache
 * export const runNoCache = extendInstruction('RUN', {
 *   flags: { 'no-cache': 'boolean' },
 *   convert: (run, _stage, { next, flags }) =>
 *     next(run, {
 *       exec: (request) => (flags['no-cache'] ? { ...request, ignoreCache: true } : request),
 *     }),
 * })
 */
export function extendInstruction<
  Name extends keyof ExtensibleInstructions,
  const Flags extends FlagTypes = Readonly<Record<never, never>>,
>(target: Name, options: ExtensionOptions<ExtensibleInstructions[Name], Flags>): InstructionExtension
export function extendInstruction<
  I extends Instruction,
  const Flags extends FlagTypes = Readonly<Record<never, never>>,
>(target: InstructionDefinition<I>, options: ExtensionOptions<I, Flags>): InstructionExtension
export function extendInstruction(
  target: string | InstructionDefinition,
  options: ExtensionOptions<Instruction, FlagTypes>,
): InstructionExtension {
  return Object.freeze<InstructionExtension>({
    extends: typeof target === 'string' ? target : target.name,
    flags: Object.keys(options.flags ?? {}),
    apply: (base) => extended(base, options),
  })
}

function readOwnFlags(types: FlagTypes, { flags }: InstructionNode): FlagValues {
  return readFlags(
    flagDefinitions(types),
    flags.filter(({ name }) => Object.hasOwn(types, name)),
  )
}

function extended(
  base: InstructionDefinition,
  options: ExtensionOptions<Instruction, FlagTypes>,
): InstructionDefinition {
  const types = options.flags ?? {}
  const { parse, sources, checkGlobal, convert } = options
  // What an instruction is made into keeps the node that it was made of.
  const values = new WeakMap<InstructionNode, FlagsOf<FlagTypes>>()
  const flagsFor = ({ node }: Instruction): FlagsOf<FlagTypes> => values.get(node) ?? {}
  return {
    ...base,
    flags: [...base.flags, ...flagDefinitions(types)],
    parse(node, flags, instructionBase) {
      let read: ReturnType<typeof flags> | undefined
      const once = () => {
        read ??= flags()
        return read
      }
      const instruction = asBefore(() => base.parse(node, once, instructionBase))
      // An instruction that looks at no flags takes any: that stays as it is, but for those added here.
      const own = flagsOf(types, read ?? readOwnFlags(types, node))
      values.set(node, own)
      return parse ? parse(instruction, own) : instruction
    },
    ...(sources
      ? {
          sources: (instruction, context) =>
            sources(instruction, {
              expand: (word) => context.expand(word),
              flags: flagsFor(instruction),
              base: (changed) => asBefore(() => base.sources?.(changed, context) ?? []),
            }),
        }
      : {}),
    ...(checkGlobal
      ? {
          checkGlobal(instruction, lookUp, asked) {
            asBefore(() => base.checkGlobal?.(instruction, lookUp, asked))
            checkGlobal(instruction, { flags: flagsFor(instruction), valueOf: lookUp, options: asked })
          },
        }
      : {}),
    ...(convert
      ? {
          convert(instruction, stage) {
            const own = CheckedStage.unchecked(stage)
            let state: 'open' | 'running' | 'done' = 'open'
            const work = async (changed: Instruction, hooks: StageHooks): Promise<void> => {
              if (state !== 'open')
                throw new TypeError(`next was called twice, and ${base.name} is done once`)
              state = 'running'
              try {
                await stage.intercept(hooks, () => asBefore(() => base.convert(changed, own)))
              } finally {
                state = 'done'
              }
            }
            const next = (changed = instruction, hooks: StageHooks = {}): Promise<void> => {
              const working = work(changed, hooks)
              // Whoever does not wait for it is told of that, and of nothing else.
              working.catch(() => {})
              return working
            }
            const requireDone = (): void => {
              if (state !== 'running') return
              throw new TypeError(
                `convert ended before next had: it has to wait for next (await), or return it`,
              )
            }
            const converting = convert(instruction, stage, { next, flags: flagsFor(instruction) })
            if (converting) return Promise.resolve(converting).then(requireDone)
            requireDone()
            return undefined
          },
        }
      : {}),
  }
}
