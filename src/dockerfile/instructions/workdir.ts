import { wholeText } from '../grammar/index.ts'
import type { WorkdirInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { onlyArgument } from '../requirement.ts'

export const workdir: InstructionSyntax<WorkdirInstruction> = {
  name: 'WORKDIR',
  flags: [],
  heredocs: false,
  arguments: wholeText,
  parse(node, flags, base) {
    const path = onlyArgument(node.arguments.words, 'WORKDIR')
    flags()
    return { ...base, kind: 'workdir', path }
  },
  expand: (instruction, { word }) => ({ ...instruction, path: word(instruction.path) }),
}
