import { compareBytes } from '../../go/index.ts'
import { plainWords } from '../grammar/index.ts'
import type { ExposeInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { requireArgument } from '../requirement.ts'

/** Each word may expand to several ports, so that conversion expands them. */
export const expose: InstructionSyntax<ExposeInstruction> = {
  name: 'EXPOSE',
  flags: [],
  heredocs: false,
  arguments: plainWords,
  parse(node, flags, base) {
    const { words } = node.arguments
    requireArgument(words, 'EXPOSE')
    flags()
    return { ...base, kind: 'expose', ports: words.toSorted(compareBytes) }
  },
}
