import type { AddInstruction } from '../../dockerfile/index.ts'
import { add as syntax } from '../../dockerfile/instructions/add.ts'
import type { InstructionDefinition } from '../definition/index.ts'
import { convertAdd } from '../steps/index.ts'

/** ADD: files from the build context, a here-document, a git repository or a URL. */
export const add: InstructionDefinition<AddInstruction> = {
  ...syntax,
  step: true,
  convert: convertAdd,
}
