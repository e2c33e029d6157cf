import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'

const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./

export const labelKey = ownRule({
  name: 'LabelKey',
  aliases: ['DL3048'],
  description: 'Labels should be called as is agreed',
  severity: 'style',
  documentation: {
    what: 'The name of a label has other characters than lower-case letters, digits, `.`, `-`, `_` and `/`, begins or ends with none of letters and digits, or is in a namespace that Docker keeps for itself.',
    why: 'Programs that look for labels may not find it, or take it for one of their own.',
    bad: 'FROM alpine:3\nLABEL Maintainer="me"\n',
    good: 'FROM alpine:3\nLABEL org.opencontainers.image.authors="me"\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'label') return
      for (const { key } of instruction.pairs) {
        const name = key.replace(/^(["'])(.*)\1$/s, '$2')
        if (name.includes('$')) continue
        const problem = reserved.test(name)
          ? 'is in a namespace that Docker keeps for itself'
          : /^[a-z0-9](?:[a-z0-9._/-]*[a-z0-9])?$/.test(name) && !/\.\.|--/.test(name)
            ? undefined
            : 'is not called as labels should be'
        if (problem) report(`The label ${name} ${problem}`, { span: textOf(instruction.node).find(key) })
      }
    },
  }),
})
