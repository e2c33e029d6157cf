import { quote } from '../../go/index.ts'
import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

const reserved: ReadonlySet<string> = new Set(['context', 'scratch'])

export const reservedStageName: LintRule = {
  name: 'ReservedStageName',
  description: 'Reserved words should not be used as stage names',
  url: 'https://docs.docker.com/go/dockerfile/rule/reserved-stage-name/',
  documentation: {
    what: 'A stage is named `scratch` or `context`.',
    why: 'Both words mean something to the builder already: `scratch` is the empty image, `context` the build context. What a reference to such a stage means is then hard to tell.',
    bad: 'FROM alpine AS context\nCOPY . /src\n',
    good: 'FROM alpine AS sources\nCOPY . /src\n',
  },
  create: () => ({
    stage({ stage: { from } }, report) {
      if (!reserved.has(from.stageName)) return
      report(
        `Stage name should not use the same name as reserved stage ${quote(from.stageName)}`,
        locationOf(from.span),
      )
    },
  }),
}
