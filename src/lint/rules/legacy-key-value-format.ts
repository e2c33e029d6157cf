import type { InstructionNode } from '../../dockerfile/index.ts'
import type { Fix, LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const legacyKeyValueFormat: LintRule = {
  name: 'LegacyKeyValueFormat',
  description: 'Legacy key/value format with whitespace separator should not be used',
  url: 'https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/',
  documentation: {
    what: '`ENV` or `LABEL` has a space between key and value.',
    why: 'The form allows one variable per instruction only, takes everything up to the end of the line as the value, and is kept for old files alone.',
    bad: 'FROM alpine\nENV GREETING good day\n',
    good: 'FROM alpine\nENV GREETING="good day"\n',
  },
  create: () => ({
    instruction({ instruction }, report) {
      if (instruction.kind !== 'env' && instruction.kind !== 'label') return
      const { keyword, pairs } = instruction
      for (const { legacy } of pairs) {
        if (!legacy) continue
        report(`"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`, {
          fix: () => withEquals(instruction.node),
        })
      }
    },
  }),
}

/** `NAME value` as `NAME=value`; where quotes or escapes stand in the value, nobody knows what is meant. */
function withEquals(node: InstructionNode): Fix | undefined {
  const match = /^(\S+)(\s+)(.*)$/s.exec(node.argumentText)
  const [, key = '', space = '', value = ''] = match ?? []
  if (key === '' || /["'\\`]/.test(value)) return undefined
  const text = textOf(node)
  const start = key.length
  const written = `${space}${value}`
  const replacement = /^[\w.:/@%+,{}$-]*$/.test(value) ? `=${value}` : `="${value}"`
  return text.replacing(text.spanOfArgument(start, start + written.length), written, replacement)
}
