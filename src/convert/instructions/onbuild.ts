import type { OnbuildInstruction } from '../../dockerfile/index.ts'
import { onbuild as syntax } from '../../dockerfile/instructions/onbuild.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** ONBUILD: an instruction for the stages that are made from this one. */
export const onbuild: InstructionDefinition<OnbuildInstruction> = {
  ...syntax,
  convert({ trigger }, stage) {
    stage.image.onBuild.push(trigger)
  },
}
