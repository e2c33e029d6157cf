import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

export const noEmptyContinuation: LintRule = {
  name: 'NoEmptyContinuation',
  description: 'Empty continuation lines will become errors in a future release',
  url: 'https://docs.docker.com/go/dockerfile/rule/no-empty-continuation/',
  documentation: {
    what: 'An instruction that goes on over several lines has an empty line in it.',
    why: 'The instruction silently goes on after the empty line, although it looks as if it had ended. A comment line may stand there; an empty line will be refused one day.',
    bad: 'FROM alpine\nRUN apk add \\\n\n    curl\n',
    good: 'FROM alpine\nRUN apk add \\\n    # for the health check\n    curl\n',
  },
  create: () => ({
    tree({ tree }, report) {
      for (const span of tree.emptyContinuations) report('Empty continuation line', locationOf(span))
    },
  }),
}
