import type { ExposeInstruction } from '../../dockerfile/index.ts'
import { expose as syntax } from '../../dockerfile/instructions/expose.ts'
import { convertExpose } from '../expose.ts'
import type { InstructionDefinition } from '../instruction-definition.ts'

/** EXPOSE: ports that a container listens on. */
export const expose: InstructionDefinition<ExposeInstruction> = {
  ...syntax,
  convert: convertExpose,
}
