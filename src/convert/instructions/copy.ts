import type { CopyInstruction } from '../../dockerfile/index.ts'
import { copy as syntax } from '../../dockerfile/instructions/copy.ts'
import type { InstructionDefinition } from '../definition/index.ts'
import { convertCopy, copySources } from '../steps/index.ts'

/** COPY: files from the build context, another stage, an image or a here-document. */
export const copy: InstructionDefinition<CopyInstruction> = {
  ...syntax,
  step: true,
  sources: copySources,
  convert: convertCopy,
}
