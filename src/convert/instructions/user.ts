import type { UserInstruction } from '../../dockerfile/index.ts'
import { user as syntax } from '../../dockerfile/instructions/user.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** USER: who runs what follows, and the image. */
export const user: InstructionDefinition<UserInstruction> = {
  ...syntax,
  convert({ user }, stage) {
    stage.image.user = user
    stage.commit(`USER ${user}`)
  },
}
