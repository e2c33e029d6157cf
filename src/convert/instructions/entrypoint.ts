import type { EntrypointInstruction } from '../../dockerfile/index.ts'
import { entrypoint as syntax } from '../../dockerfile/instructions/entrypoint.ts'
import { formatQuotedList } from '../../go/index.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** ENTRYPOINT: what a container runs. A CMD that was inherited means nothing to it. */
export const entrypoint: InstructionDefinition<EntrypointInstruction> = {
  ...syntax,
  convert({ command }, stage) {
    const args = command.shell ? stage.withShell(command.args) : command.args
    stage.image.entrypoint = args
    if (!stage.previous('cmd')) stage.image.cmd = null
    stage.commit(`ENTRYPOINT ${formatQuotedList(args)}`)
  },
}
