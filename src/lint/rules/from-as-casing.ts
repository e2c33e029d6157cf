import type { LintRule } from '../event.ts'
import { textOf } from '../node-text.ts'

export const fromAsCasing: LintRule = {
  name: 'FromAsCasing',
  description: "The 'as' keyword should match the case of the 'from' keyword",
  url: 'https://docs.docker.com/go/dockerfile/rule/from-as-casing/',
  documentation: {
    what: '`FROM` and `AS` on the same line are written in different cases.',
    why: 'Both words are keywords. One style makes them easy to tell from the names around them.',
    bad: 'FROM alpine as builder\n',
    good: 'FROM alpine AS builder\n',
  },
  create: () => ({
    node({ node }, report) {
      const from = node.keyword
      const lower = from.toLowerCase()
      if (lower !== 'from') return
      const { words } = node.arguments
      const as = words[1]
      if (words.length < 3 || as === undefined) return
      // A FROM that is written in mixed case is the business of ConsistentInstructionCasing.
      const expected = from === lower ? as.toLowerCase() : from === from.toUpperCase() ? as.toUpperCase() : as
      if (as === expected) return
      report(`'${as}' and '${from}' keywords' casing do not match`, {
        fix: () => textOf(node).replacing(textOf(node).spanOfWord(1), as, expected),
      })
    },
  }),
}
