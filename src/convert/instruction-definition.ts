import type { Instruction, InstructionSyntax } from '../dockerfile/index.ts'
import type { StageBuilder } from './stage-builder.ts'

/** A stage, image or named context that an instruction takes files from (`COPY --from`, `RUN --mount from`). */
export interface SourceReference {
  /** Name of a stage, of a named context, or an image reference. */
  readonly name: string
  /** Whether a number in `name` counts stages from 0, as `COPY --from=0` does. */
  readonly byIndex?: boolean
  /** Whether the op that loads an image is placed at the instruction in the source map. */
  readonly located?: boolean
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
  sources?(instruction: I): readonly SourceReference[]
  /**
   * Turns the instruction, its variables replaced, into ops and image config.
   * Throws a BuildError on bad input; the instruction's place is added to it.
   */
  convert(instruction: I, stage: StageBuilder): void | Promise<void>
}

/** Instructions by upper-case name. */
export type InstructionDefinitionTable = ReadonlyMap<string, InstructionDefinition>
