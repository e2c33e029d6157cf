import { jsonOrText } from '../grammar/index.ts'
import type { ShellInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction, requireArgument } from '../requirement.ts'

export const shell: InstructionSyntax<ShellInstruction> = {
  name: 'SHELL',
  flags: [],
  heredocs: false,
  arguments: jsonOrText,
  parse(node, flags, base) {
    flags()
    const { form, words } = node.arguments
    requireArgument(words, 'SHELL')
    if (form !== 'json')
      throw invalidInstruction('SHELL requires the arguments to be in JSON form', 'shell-not-json')
    return { ...base, kind: 'shell', shell: words }
  },
}
