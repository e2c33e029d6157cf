import { trimSpace } from '../../go/index.ts'
import { innerInstruction } from '../grammar/index.ts'
import type { OnbuildInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction, requireArgument } from '../requirement.ts'

const ownKeyword = /^[\t\n\f\r ]*ONBUILD[\t\n\f\r ]*/i

export const onbuild: InstructionSyntax<OnbuildInstruction> = {
  name: 'ONBUILD',
  flags: [],
  heredocs: false,
  arguments: innerInstruction,
  parse(node, flags, base) {
    const { words } = node.arguments
    requireArgument(words, 'ONBUILD')
    flags()
    const keyword = trimSpace(words[0] ?? '').toUpperCase()
    if (keyword === 'ONBUILD') {
      throw invalidInstruction("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed", 'trigger-forbidden')
    }
    if (keyword === 'MAINTAINER' || keyword === 'FROM') {
      throw invalidInstruction(`${keyword} isn't allowed as an ONBUILD trigger`, 'trigger-forbidden')
    }
    const parts = [node.original.replace(ownKeyword, '')]
    for (const heredoc of node.heredocs) parts.push(`\n${heredoc.content}${heredoc.name}`)
    return { ...base, kind: 'onbuild', trigger: parts.join('') }
  },
}
