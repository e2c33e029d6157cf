import { quote } from '../../go/index.ts'
import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

export const duplicateStageName: LintRule = {
  name: 'DuplicateStageName',
  description: 'Stage names should be unique',
  url: 'https://docs.docker.com/go/dockerfile/rule/duplicate-stage-name/',
  aliases: ['DL3024'],
  documentation: {
    what: 'Two stages have the same name.',
    why: 'Only the last of them can be reached by its name; the others are built in vain, or not at all.',
    bad: 'FROM debian AS build\nRUN make\n\nFROM golang AS build\nRUN go build\n',
    good: 'FROM debian AS build-c\nRUN make\n\nFROM golang AS build-go\nRUN go build\n',
  },
  create() {
    const seen = new Set<string>()
    return {
      stage({ stage: { from } }, report) {
        if (from.stageName === '') return
        if (seen.has(from.stageName)) {
          report(
            `Duplicate stage name ${quote(from.stageName)}, stage names should be unique`,
            locationOf(from.span),
          )
        }
        seen.add(from.stageName)
      },
    }
  },
}
