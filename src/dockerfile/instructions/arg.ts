import { descriptionOf } from '../description.ts'
import { quotedWords } from '../grammar/index.ts'
import type { ArgInstruction } from '../instruction.ts'
import type { InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction, requireArgument } from '../requirement.ts'

/** Defaults are expanded by whoever knows the build args: one that is overridden is never expanded. */
export const arg: InstructionSyntax<ArgInstruction> = {
  name: 'ARG',
  flags: [],
  heredocs: false,
  arguments: quotedWords,
  parse(node, flags, base) {
    const { words } = node.arguments
    requireArgument(words, 'ARG')
    flags()
    const args = words.map((word) => {
      const equals = word.indexOf('=')
      if (equals === 0) throw invalidInstruction('ARG names can not be blank', 'name-blank')
      const key = equals < 0 ? word : word.slice(0, equals)
      const value = equals < 0 ? undefined : word.slice(equals + 1)
      return { key, value, description: descriptionOf(key, base.comments) }
    })
    return { ...base, kind: 'arg', args }
  },
}
