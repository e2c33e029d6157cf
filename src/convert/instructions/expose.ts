import type { ExposeInstruction } from '../../dockerfile/index.ts'
import { expose as syntax } from '../../dockerfile/instructions/expose.ts'
import type { InstructionDefinition } from '../definition/index.ts'
import { convertExpose } from '../steps/index.ts'

/** EXPOSE: ports that a container listens on. */
export const expose: InstructionDefinition<ExposeInstruction> = {
  ...syntax,
  convert: convertExpose,
}
