import type { Command } from '../command.ts'
import { formatFiles } from '../fmt/format-files.ts'

export const fmt: Command = {
  name: 'fmt',
  summary: 'Lay Dockerfiles out in one style',
  description: `Lays Dockerfiles out in one style and prints the result. What is built stays the
same to the byte: shell commands and here-documents are not touched, and a file
is refused rather than changed in what it means.`,
  argument: 'FILE|DIR|PATTERN|-',
  many: true,
  options: {
    write: { type: 'boolean', short: 'w', help: 'Write the files in place of printing them' },
    check: {
      type: 'boolean',
      help: 'List the files that are laid out otherwise; the exit code is 1\nwhere there are any',
    },
    diff: { type: 'boolean', help: 'Show what would change; the exit code is 1 where there is anything' },
    indent: {
      type: 'string',
      value: 'SPACES',
      help: 'What lines begin with that go on with an instruction (default: 4)',
    },
    frontend: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'A module whose default export defines a frontend (docs/extending.md)',
    },
  },
  run: (values, _positional, io) => formatFiles(values, io),
}
