import { buildOptions } from '../build-options.ts'
import type { Command } from '../command.ts'
import { fixFiles } from '../lint/fix-files.ts'
import { lintOptions } from '../lint/options.ts'

export const fix: Command = {
  name: 'fix',
  summary: 'Put right what the linter finds',
  description: `Puts right what slipway lint finds in Dockerfiles, where that is safe: the image
stays the same, or changes in what was found and in nothing else. Files are
written; standard input (-) is printed. What is left, slipway lint tells.`,
  argument: 'FILE|DIR|PATTERN|-',
  many: true,
  options: {
    unsafe: { type: 'boolean', help: 'Make changes too that somebody should look at' },
    diff: {
      type: 'boolean',
      help: 'Show what would change, and write nothing; the exit code is 1\nwhere there is anything',
    },
    ...lintOptions,
    ...buildOptions,
  },
  run: (values, _positional, io) => fixFiles(values, io),
}
