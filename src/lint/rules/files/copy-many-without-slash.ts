import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'
import { isFileInstruction } from './copy-source.ts'

export const copyManyWithoutSlash = ownRule({
  name: 'CopyManyWithoutSlash',
  aliases: ['DL3021'],
  description: 'The destination of several sources should end with a slash',
  severity: 'error',
  documentation: {
    what: '`COPY` or `ADD` has several sources and a destination that does not end with `/`.',
    why: 'Where the destination is no directory yet, all sources are copied to one file of that name: it holds the last one.',
    bad: 'FROM alpine:3\nCOPY a.conf b.conf /etc/app\n',
    good: 'FROM alpine:3\nCOPY a.conf b.conf /etc/app/\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (!isFileInstruction(instruction)) return
      const { sources, inlineSources, destination, node } = instruction
      if (sources.length + inlineSources.length < 2 || /(?:^|[/\\])\.{0,2}$/.test(destination)) return
      // A variable at its end may end with a slash.
      if (/\$\w+$|\$\{[^}]*\}$/.test(destination)) return
      const text = textOf(node)
      const at = node.argumentText.lastIndexOf(destination)
      const span = at < 0 ? undefined : text.spanOfArgument(at, at + destination.length)
      report('Several sources become one file where the destination is no directory: end it with /', {
        span,
        fix: span && (() => ({ safe: true, edits: [{ span: { ...span, start: span.end }, text: '/' }] })),
      })
    },
  }),
})
