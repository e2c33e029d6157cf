import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const maintainerDeprecated: LintRule = {
  name: 'MaintainerDeprecated',
  description: 'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  url: 'https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/',
  aliases: ['DL4000'],
  documentation: {
    what: 'The file uses `MAINTAINER`.',
    why: 'The instruction is deprecated. A label says the same, and everything else that is worth knowing of an image.',
    bad: 'FROM alpine\nMAINTAINER me@example.com\n',
    good: 'FROM alpine\nLABEL org.opencontainers.image.authors="me@example.com"\n',
  },
  create: () => ({
    node({ node }, report) {
      if (node.keyword.toLowerCase() !== 'maintainer') return
      report('Maintainer instruction is deprecated in favor of using label', {
        fix: () => {
          const { keyword, span, argumentText } = node
          if (/["'\\`]/.test(argumentText)) return undefined
          const label = keyword === keyword.toLowerCase() ? 'label' : 'LABEL'
          const text = `${label} org.opencontainers.image.authors="${argumentText}"`
          return textOf(node).replacing(span, node.original.trimEnd(), text)
        },
      })
    },
  }),
}
