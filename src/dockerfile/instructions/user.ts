import { wholeText } from '../grammar/index.ts'
import type { UserInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { onlyArgument } from '../requirement.ts'

export const user: InstructionSyntax<UserInstruction> = {
  name: 'USER',
  flags: [],
  heredocs: false,
  arguments: wholeText,
  parse(node, flags, base) {
    const name = onlyArgument(node.arguments.words, 'USER')
    flags()
    return { ...base, kind: 'user', user: name }
  },
  expand: (instruction, { word }) => ({ ...instruction, user: word(instruction.user) }),
}
