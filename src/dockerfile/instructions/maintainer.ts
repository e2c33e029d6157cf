import { wholeText } from '../grammar/index.ts'
import type { MaintainerInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { onlyArgument } from '../requirement.ts'

export const maintainer: InstructionSyntax<MaintainerInstruction> = {
  name: 'MAINTAINER',
  flags: [],
  heredocs: false,
  arguments: wholeText,
  parse(node, flags, base) {
    const name = onlyArgument(node.arguments.words, 'MAINTAINER')
    flags()
    return { ...base, kind: 'maintainer', maintainer: name }
  },
}
