import { wholeText } from '../grammar/index.ts'
import type { StopsignalInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { onlyArgument } from '../requirement.ts'

export const stopsignal: InstructionSyntax<StopsignalInstruction> = {
  name: 'STOPSIGNAL',
  flags: [],
  heredocs: false,
  arguments: wholeText,
  parse(node, flags, base) {
    const signal = onlyArgument(node.arguments.words, 'STOPSIGNAL')
    flags()
    return { ...base, kind: 'stopsignal', signal }
  },
  expand: (instruction, { word }) => ({ ...instruction, signal: word(instruction.signal) }),
}
