import type { LabelInstruction } from '../../dockerfile/index.ts'
import { label as syntax } from '../../dockerfile/instructions/label.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** LABEL: labels of the image. */
export const label: InstructionDefinition<LabelInstruction> = {
  ...syntax,
  convert({ pairs }, stage) {
    for (const { key, value } of pairs) stage.image.labels.set(key, value)
    stage.commit(['LABEL', ...pairs.map(({ key, value }) => `${key}=${value}`)].join(' '))
  },
}
