import { commandLine } from '../command-line.ts'
import { jsonOrText } from '../grammar/index.ts'
import type { EntrypointInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'

export const entrypoint: InstructionSyntax<EntrypointInstruction> = {
  name: 'ENTRYPOINT',
  flags: [],
  heredocs: false,
  arguments: jsonOrText,
  parse(node, flags, base) {
    flags()
    return { ...base, kind: 'entrypoint', command: commandLine(node) }
  },
}
