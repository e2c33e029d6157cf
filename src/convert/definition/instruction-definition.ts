import type { Instruction, InstructionSyntax } from '../../dockerfile/index.ts'
import type { LintRule } from '../../lint/event.ts'
import type { SourceFile } from '../../source/index.ts'
import type { BuildReader } from './build-reader.ts'
import type { ConvertOptions } from './options.ts'
import type { StageBuilder } from './stage-builder.ts'
import type { StageKey } from './stage-key.ts'

/**
 * A stage, image or named context that an instruction takes files from (`COPY --from`, `RUN --mount from`).
 *
 * @example
 * sources: ({ from }) => [{ name: from, byIndex: true, located: true }]
 */
export interface SourceReference {
  /** Name of a stage, of a named context, or an image reference. */
  readonly name: string
  /** Whether a number in `name` counts stages from 0, as `COPY --from=0` does. */
  readonly byIndex?: boolean
  /** Whether the op that loads an image is placed at the instruction in the source map. */
  readonly located?: boolean
}

/**
 * What is known while the sources of an instruction are named, before the stage has a state.
 *
 * @example
 * sources: ({ from }, { expand }) => [{ name: expand(from) }]
 */
export interface SourcesContext {
  /**
   * Replaces variables by what is known so early: args in front of the first FROM, platform args, and the ARGs
   * above in the same stage. Throws BuildError where the expression is malformed.
   */
  expand(word: string): string
}

/**
 * What an instruction that stands for another file is given.
 *
 * @example
 * splice: ({ words: [path = ''] }, { reader, expand }) => reader.readFile(expand(path))
 */
export interface SpliceContext {
  /** The files that led to the instruction: the Dockerfile first, last the one that it stands in. */
  readonly chain: readonly SourceFile[]
  readonly reader: BuildReader
  /**
   * Replaces variables by the args that stand above, as far as their values are known so early (build args and
   * defaults): those in front of the first FROM, those of the stage, and the platform args.
   * Throws BuildError where the expression is malformed, and for a variable without a value.
   */
  expand(word: string): string
  /** State that instructions of this kind keep for those behind them, in this build alone; see `stageKey`. */
  get<Value>(key: StageKey<Value>): Value
  set<Value>(key: StageKey<Value>, value: Value): void
}

/**
 * All that there is to know of an instruction: how it is written (`InstructionSyntax`) and what it does to a
 * stage. The built-in instructions are such values, and so are an extension's.
 *
 * @example
 * const greet: InstructionDefinition<ExtensionInstruction<string>> = {
 *   name: 'GREET',
 *   flags: [],
 *   heredocs: false,
 *   parse: (node, _flags, base) => ({ ...base, kind: 'extension', value: node.argumentText }),
 *   step: true,
 *   convert(instruction, stage) {
 *     stage.exec({ args: ['/bin/echo', stage.expand(instruction.value)] })
 *     stage.commit(`GREET ${instruction.value}`, { layer: true })
 *   },
 * }
 */
export interface InstructionDefinition<I extends Instruction = Instruction> extends InstructionSyntax<I> {
  /** Whether it counts as a step of its stage (`[build 2/5] …`). One that begins a step must say so. */
  readonly step?: boolean
  /**
   * What it takes files from, known before variables have values. Stages that are named here are built first;
   * images are looked up together with the base images. `convert` finds them by their place in this list.
   */
  sources?(instruction: I, context: SourcesContext): readonly SourceReference[]
  /**
   * For an instruction that stands for the text of another file: the file is parsed in its place, whole stages
   * included, and all that comes of it is placed in that file. Such an instruction is never converted, may
   * stand in front of the first FROM, and cannot be a trigger.
   * Throws BuildError; the instruction's place is added to it.
   */
  splice?(instruction: I, context: SpliceContext): SourceFile | Promise<SourceFile>
  /**
   * Looks at an instruction in front of the first FROM (ARG is the only one there), which is not converted.
   * Throws BuildError; the instruction's place is added to it.
   * @param lookUp values of the args there, `--build-arg` heeded; undefined for one without a value
   * @param options what the build asks for
   */
  checkGlobal?(instruction: I, lookUp: (name: string) => string | undefined, options: ConvertOptions): void
  /** Milliseconds that it may compute without a pause, where the edge can stop it; absent, there is no limit. */
  readonly timeLimit?: number
  /** Milliseconds that it may wait for something; absent, there is no limit. */
  readonly waitLimit?: number
  /** Build checks that come with it. */
  readonly rules?: readonly LintRule[]
  /**
   * Turns the instruction, its variables replaced, into ops and image config.
   * Throws a BuildError on bad input; the instruction's place is added to it.
   */
  convert(instruction: I, stage: StageBuilder): void | Promise<void>
}

/**
 * Instructions by upper-case name.
 *
 * @example
 * const table: InstructionDefinitionTable = new Map([...builtinInstructions, [greet.name, greet]])
 */
export type InstructionDefinitionTable = ReadonlyMap<string, InstructionDefinition>
