import { wholeText } from '../grammar/index.ts'
import type { StopsignalInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { onlyArgument } from '../requirement.ts'

/** The reference does not look at its flags. */
export const stopsignal: InstructionSyntax<StopsignalInstruction> = {
  name: 'STOPSIGNAL',
  flags: [],
  heredocs: false,
  arguments: wholeText,
  parse: (node, _, base) => ({
    ...base,
    kind: 'stopsignal',
    signal: onlyArgument(node.arguments.words, 'STOPSIGNAL'),
  }),
  expand: (instruction, { word }) => ({ ...instruction, signal: word(instruction.signal) }),
}
