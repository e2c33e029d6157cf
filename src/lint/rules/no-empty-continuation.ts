import { lineAt, lineRange } from '../../source/index.ts'
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
      const { emptyContinuations, file, instructions } = tree
      let next = 0
      for (const { span, heredocs } of instructions) {
        const first = emptyContinuations[next]
        if (first === undefined) return
        if (first.start >= span.end) continue
        while ((emptyContinuations[next]?.start ?? span.end) < span.end) next++
        // The place is the last line of the instruction proper: here-documents come after it.
        const body = heredocs[0]?.span
        const last = body ? lineAt(file, body.start) - 1 : lineAt(file, Math.max(span.start, span.end - 1))
        report('Empty continuation line', { file, ranges: [lineRange(last)] })
      }
    },
  }),
}
