import { ownRule } from '../../own-rule.ts'

export const heredocCrlf = ownRule({
  name: 'HeredocCrlf',
  description: 'The script of a RUN should have line feeds alone',
  severity: 'warning',
  documentation: {
    what: 'Lines of a here-document of a `RUN` end with a carriage return and a line feed, as on Windows.',
    why: 'To the shell, the carriage return belongs to the last word of each line: files are not found, or get it into their names.',
    bad: 'FROM alpine:3\nRUN <<EOF\r\nset -e\r\ncat /etc/motd\r\nEOF\r\n',
    good: 'FROM alpine:3\nRUN <<EOF\nset -e\ncat /etc/motd\nEOF\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'run') return
      for (const { span, content } of instruction.node.heredocs) {
        if (!content.includes('\r\n')) continue
        const written = span.file.text.slice(span.start, span.end) === content
        report('The lines of this script end with carriage returns, which the shell takes for text', {
          span,
          fix: written
            ? () => ({ safe: true, edits: [{ span, text: content.replaceAll('\r\n', '\n') }] })
            : undefined,
        })
      }
    },
  }),
})
