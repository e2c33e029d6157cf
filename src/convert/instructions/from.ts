import type { FromInstruction } from '../../dockerfile/index.ts'
import { from as syntax } from '../../dockerfile/instructions/from.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** FROM: begins a stage, which the stage graph takes care of. */
export const from: InstructionDefinition<FromInstruction> = {
  ...syntax,
  convert: () => undefined,
}
