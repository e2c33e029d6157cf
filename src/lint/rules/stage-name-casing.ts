import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const stageNameCasing: LintRule = {
  name: 'StageNameCasing',
  description: 'Stage names should be lowercase',
  url: 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/',
  documentation: {
    what: 'A stage is named with upper-case letters.',
    why: 'Stage names do not distinguish case: they are lower-cased before they are compared. A name in mixed case looks as if it did, and differs from what build output and `--target` listings show.',
    bad: 'FROM alpine AS Builder\n',
    good: 'FROM alpine AS builder\n',
  },
  create: () => ({
    node({ node }, report) {
      if (node.keyword.toLowerCase() !== 'from') return
      const { words } = node.arguments
      const name = words[2]
      if (words.length !== 3 || name === undefined || name === name.toLowerCase()) return
      report(`Stage name '${name}' should be lowercase`, {
        // Names of stages are compared without their case.
        fix: () => textOf(node).replacing(textOf(node).spanOfWord(2), name, name.toLowerCase()),
      })
    },
  }),
}
