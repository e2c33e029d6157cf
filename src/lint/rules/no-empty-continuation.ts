import type { SyntaxTree } from '../../dockerfile/index.ts'
import { locationOf, type Span } from '../../source/index.ts'
import type { Fix, LintRule } from '../event.ts'

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
      for (const span of tree.emptyContinuations) {
        report('Empty continuation line', {
          location: locationOf(span),
          fix: () => withoutEmptyLines(tree, span),
        })
      }
    },
  }),
}

/** @param last the last line of the instruction's logical line */
function withoutEmptyLines({ instructions }: SyntaxTree, last: Span): Fix | undefined {
  const instruction = instructions.find(({ span }) => span.start <= last.start && last.start < span.end)
  if (!instruction) return undefined
  const { file, start } = instruction.span
  const empty = file.text.slice(start, last.start).matchAll(/(?<=\n)[ \t]*\r?\n/g)
  const edits = [...empty].map(({ index, 0: line }) => {
    return { span: { file, start: start + index, end: start + index + line.length }, text: '' }
  })
  return edits.length > 0 ? { safe: true, edits } : undefined
}
