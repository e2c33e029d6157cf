import type { ShellInstruction } from '../../dockerfile/index.ts'
import { shell as syntax } from '../../dockerfile/instructions/shell.ts'
import { formatList } from '../../go/index.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** SHELL: what runs command lines. */
export const shell: InstructionDefinition<ShellInstruction> = {
  ...syntax,
  convert({ shell }, stage) {
    stage.image.shell = shell
    stage.commit(`SHELL ${formatList(shell)}`)
  },
}
