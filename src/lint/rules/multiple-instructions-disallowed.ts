import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

export const multipleInstructionsDisallowed: LintRule = {
  name: 'MultipleInstructionsDisallowed',
  description: 'Multiple instructions of the same type should not be used in the same stage',
  url: 'https://docs.docker.com/go/dockerfile/rule/multiple-instructions-disallowed/',
  aliases: ['DL4003', 'DL4004', 'DL3012'],
  documentation: {
    what: 'A stage has more than one `CMD`, `ENTRYPOINT` or `HEALTHCHECK`. The earlier ones are reported.',
    why: 'Only the last one counts; the others do nothing.',
    bad: 'FROM python:3\nCMD ["python", "migrate.py"]\nCMD ["python", "serve.py"]\n',
    good: 'FROM python:3\nCMD ["python", "serve.py", "--migrate-first"]\n',
  },
  create: () => ({
    instruction({ instruction, stage }, report) {
      const { kind, keyword } = instruction
      if (kind !== 'cmd' && kind !== 'entrypoint' && kind !== 'healthcheck') return
      const previous = stage.previous(kind)
      if (!previous) return
      report(
        `Multiple ${keyword} instructions should not be used in the same stage because only the last one will be used`,
        {
          location: locationOf(previous.span),
          fix: () => {
            const { file, start, end } = previous.span
            // A comment above it would be one of the next instruction.
            if (previous.node.comments.length > 0) return undefined
            const next = file.text.indexOf('\n', end - 1)
            const place = { file, start, end: next < 0 ? file.text.length : next + 1 }
            return { safe: true, edits: [{ span: place, text: '' }] }
          },
        },
      )
    },
  }),
}
