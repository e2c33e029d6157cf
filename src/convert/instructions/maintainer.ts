import type { MaintainerInstruction } from '../../dockerfile/index.ts'
import { maintainer as syntax } from '../../dockerfile/instructions/maintainer.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** MAINTAINER: the author of the image. */
export const maintainer: InstructionDefinition<MaintainerInstruction> = {
  ...syntax,
  convert({ maintainer }, stage) {
    stage.image.author = maintainer
    stage.commit(`MAINTAINER ${maintainer}`)
  },
}
