import type { CmdInstruction } from '../../dockerfile/index.ts'
import { cmd as syntax } from '../../dockerfile/instructions/cmd.ts'
import { formatQuotedList } from '../../go/index.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** CMD: what a container runs by default. */
export const cmd: InstructionDefinition<CmdInstruction> = {
  ...syntax,
  convert({ command }, stage) {
    const args = command.shell ? stage.withShell(command.args) : command.args
    stage.image.cmd = args
    stage.image.argsEscaped = true
    stage.commit(`CMD ${formatQuotedList(args)}`)
  },
}
