import type {
  InstructionDefinition,
  SourceReference,
  SourcesContext,
  SpliceContext,
  StageBuilder,
} from '../convert/index.ts'
import {
  type ArgumentGrammar,
  type Expanders,
  type ExtensionInstruction,
  type Heredoc,
  type Instruction,
  type InstructionNode,
  jsonOrWords,
  type KeyValue,
  keyValues,
  quotedWords,
  wholeText,
} from '../dockerfile/index.ts'
import type { LintRule } from '../lint/index.ts'
import { BuildError, type SourceFile } from '../source/index.ts'
import { atOnce } from './at-once.ts'
import { type FlagsOf, type FlagTypes, flagDefinitions, flagsOf } from './flags.ts'

/**
 * How the arguments of an instruction are split: `words` at white space that is not quoted, `text` not at all,
 * `json` as a JSON array of strings or else as words, `pairs` as `key=value`; or a grammar of one's own.
 *
 * @example
 * defineInstruction({ name: 'SETTINGS', arguments: 'pairs', convert: ({ pairs }, stage) => { … } })
 */
export type ArgumentForm = 'words' | 'text' | 'json' | 'pairs' | ArgumentGrammar

/**
 * An instruction as it was written, split into its parts; variables are not replaced.
 *
 * @example
 * parse: ({ words, flags, heredocs }: InstructionInput) => ({ words, scripts: heredocs.length })
 */
export interface InstructionInput<Flags extends FlagTypes = FlagTypes> {
  /** The arguments as the instruction's form splits them; quotes stay until `expand`. Empty for `pairs`. */
  readonly words: readonly string[]
  /** The arguments of the form `pairs`. */
  readonly pairs: readonly KeyValue[]
  /** All that follows keyword and flags. */
  readonly text: string
  readonly flags: FlagsOf<Flags>
  readonly heredocs: readonly Heredoc[]
  /** Comment lines directly above, without `#`. */
  readonly comments: readonly string[]
  /** The node of the syntax tree, with the place of the instruction and of each flag. */
  readonly node: InstructionNode
}

interface CommonOptions<Value, Flags extends FlagTypes> {
  /** The keyword in upper case. A Dockerfile may write it in any case. */
  readonly name: string
  /** The flags that it knows; none by default. */
  readonly flags?: Flags
  /** How its arguments are split; `words` by default. */
  readonly arguments?: ArgumentForm
  /** Whether here-documents may follow; they may not by default. */
  readonly heredocs?: boolean
  /**
   * Makes the value that the other functions get, and refuses what is wrong: `throw new BuildError(
   * 'invalid-instruction', '…')` is placed at the instruction. Absent, the value is the input itself.
   */
  readonly parse?: (input: InstructionInput<Flags>) => Value
  /** Build checks that come with it. */
  readonly rules?: readonly LintRule[]
  /** Milliseconds that `parse` and `convert` may compute without a pause; 5,000 by default. */
  readonly timeLimit?: number
  /** Milliseconds after which an asynchronous `convert` or `splice` must have ended; 600,000 by default. */
  readonly waitLimit?: number
}

/**
 * An instruction that does something to its stage.
 *
 * @example
 * defineInstruction({ name: 'TEAM', step: false, convert: ({ text }, stage) => stage.image.labels.set('team', text) })
 */
export interface ConvertedInstructionOptions<Value, Flags extends FlagTypes>
  extends CommonOptions<Value, Flags> {
  /** Replaces the variables in the value; absent, nothing is replaced but what `convert` expands itself. */
  readonly expand?: (value: Value, expanders: Expanders) => Value
  /** Stages, images and named contexts that it takes files from; `stage.source(0)` is the first of them. */
  readonly sources?: (value: Value, context: SourcesContext) => readonly SourceReference[]
  /**
   * Whether it counts as a step of its stage (`[build 2/5] …`): true by default. An instruction that only
   * changes the image config says false.
   */
  readonly step?: boolean
  /** Does its work: ops, image config, history. It may read files and look images up before it returns. */
  readonly convert: (value: Value, stage: StageBuilder) => void | Promise<void>
  readonly splice?: undefined
}

/**
 * An instruction that stands for another file.
 *
 * @example
 * defineInstruction({ name: 'INCLUDE', splice: ({ text }, { reader }) => reader.readFile(text) })
 */
export interface SplicedInstructionOptions<Value, Flags extends FlagTypes>
  extends CommonOptions<Value, Flags> {
  /** Reads the file whose instructions, whole stages included, take the place of this one. */
  readonly splice: (value: Value, context: SpliceContext) => SourceFile | Promise<SourceFile>
  readonly convert?: undefined
}

/**
 * An instruction of an extension.
 *
 * @example
 * const greetings = stage.instructions.filter((instruction) => greet.is(instruction))
 */
export interface DefinedInstruction<Value> extends InstructionDefinition<ExtensionInstruction<Value>> {
  /** Tells its instructions from all others, in rules and policies. */
  is(instruction: Instruction): instruction is ExtensionInstruction<Value>
}

/** Milliseconds that an instruction may compute without a pause. */
const INSTRUCTION_LIMIT = 5_000
/** Milliseconds that it may take with all its pauses: what it reads may have to be downloaded first. */
const WAIT_LIMIT = 600_000

/**
 * Makes an instruction.
 *
 * @example
 * export const greet = defineInstruction({
 *   name: 'GREET',
 *   flags: { loud: 'boolean' },
 *   parse: ({ words: [who = 'world'], flags }) => ({ who, end: flags.loud ? '!' : '.' }),
 *   convert({ who, end }, stage) {
 *     stage.exec({ args: ['echo', `hello ${stage.expand(who)}${end}`] })
 *     stage.commit(`GREET ${who}`, { layer: true })
 *   },
 * })
 */
export function defineInstruction<
  Value = InstructionInput,
  const Flags extends FlagTypes = Readonly<Record<never, never>>,
>(
  options: ConvertedInstructionOptions<Value, Flags> | SplicedInstructionOptions<Value, Flags>,
): DefinedInstruction<Value> {
  const { name, parse } = options
  const types = options.flags ?? ({} as Flags)
  const { splice } = options
  const converted = options.convert ? options : undefined
  const { expand, sources } = converted ?? {}
  return Object.freeze<DefinedInstruction<Value>>({
    name,
    flags: flagDefinitions(types),
    heredocs: options.heredocs ?? false,
    arguments: grammarOf(options.arguments ?? 'words'),
    step: converted ? (converted.step ?? true) : false,
    timeLimit: options.timeLimit ?? INSTRUCTION_LIMIT,
    waitLimit: options.waitLimit ?? WAIT_LIMIT,
    ...(options.rules ? { rules: options.rules } : {}),
    parse(node, flags, base) {
      const input = inputOf(node, flagsOf(types, flags()))
      // Without a parse of its own, the type of the value is that of the input.
      const value = parse ? atOnce('parse', parse(input)) : (input as Value)
      return { ...base, kind: 'extension', value }
    },
    ...(expand
      ? {
          expand: (instruction, expanders) => ({
            ...instruction,
            value: atOnce('expand', expand(instruction.value, expanders)),
          }),
        }
      : {}),
    ...(sources ? { sources: ({ value }, context) => sources(value, context) } : {}),
    ...(splice ? { splice: ({ value }, context) => splice(value, context) } : {}),
    convert({ value }, stage) {
      if (converted) return converted.convert(value, stage)
      throw new BuildError('extension', `${name} stands for another file and is not converted`)
    },
    is: (instruction): instruction is ExtensionInstruction<Value> =>
      instruction.kind === 'extension' && instruction.keyword.toUpperCase() === name,
  })
}

function inputOf<Flags extends FlagTypes>(
  node: InstructionNode,
  flags: FlagsOf<Flags>,
): InstructionInput<Flags> {
  return {
    words: node.arguments.words,
    pairs: node.arguments.form === 'pairs' ? node.arguments.pairs : [],
    text: node.argumentText,
    flags,
    heredocs: node.heredocs,
    comments: node.comments,
    node,
  }
}

function grammarOf(form: ArgumentForm): ArgumentGrammar {
  switch (form) {
    case 'words':
      return quotedWords
    case 'text':
      return wholeText
    case 'json':
      return jsonOrWords
    case 'pairs':
      return keyValues
    default:
      return form
  }
}
