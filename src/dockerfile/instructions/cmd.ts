import { commandLine } from '../command-line.ts'
import { jsonOrText } from '../grammar/index.ts'
import type { CmdInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'

export const cmd: InstructionSyntax<CmdInstruction> = {
  name: 'CMD',
  flags: [],
  heredocs: false,
  arguments: jsonOrText,
  parse(node, flags, base) {
    flags()
    return { ...base, kind: 'cmd', command: commandLine(node) }
  },
}
