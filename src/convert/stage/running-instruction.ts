import type { Instruction } from '../../dockerfile/index.ts'
import { type Location, locationsOf } from '../../source/index.ts'
import type { Step } from '../definition/index.ts'
import type { Command } from '../graph/index.ts'

/** An instruction while it is converted, and again at the end of the stage where it left something to be done. */
export class RunningInstruction {
  readonly command: Command
  /** As it is converted: its variables replaced, where that is done for it. */
  instruction: Instruction
  /** The step that it has begun, so that it has one number however many ops it makes. */
  step: Step | undefined
  #locations: readonly Location[] | undefined

  constructor(command: Command) {
    this.command = command
    this.instruction = command.instruction
  }

  /** Where it stands. */
  get locations(): readonly Location[] {
    this.#locations ??= locationsOf(this.instruction.span)
    return this.#locations
  }
}
