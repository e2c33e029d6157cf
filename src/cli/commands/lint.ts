import { buildOptions } from '../build-options.ts'
import { type Command, UsageError } from '../command.ts'
import { formatNames } from '../lint/formats/index.ts'
import { lintFiles } from '../lint/lint-files.ts'
import { lintOptions } from '../lint/options.ts'
import { severities } from '../lint/settings.ts'

export const lint: Command = {
  name: 'lint',
  summary: 'Check Dockerfiles',
  description: `Checks Dockerfiles: those that are named, those in directories and below, those
that match a pattern, or standard input (-). What git ignores is left out. Without
an argument, the present directory is looked through.

Besides the build checks of docker buildx build --call=check, the rules of
docs/rules.md run. slipway.config.{ts,js,json} (key "lint") and .hadolint.yaml
choose rules and severities, as do comments: # hadolint ignore=DL3008 above an
instruction, # check=skip=RULE at the head of the file.

With --file, the argument is the build context. Otherwise it is the directory
that each Dockerfile lies in.`,
  argument: 'FILE|DIR|PATTERN|-',
  many: true,
  options: {
    ...buildOptions,
    format: { type: 'string', value: 'FORMAT', help: `${formatNames.join(', ')} (default: text)` },
    json: { type: 'boolean', help: 'The same as --format json' },
    text: { type: 'boolean', help: 'The same as --format text' },
    ...lintOptions,
    'failure-threshold': {
      type: 'string',
      value: 'LEVEL',
      help: `The exit code tells of findings from this level on:\n${severities.join(', ')} (default), or none`,
    },
  },
  async run(values, _positional, io) {
    if (values.string('file') !== undefined && values.positionals.length > 1) {
      throw new UsageError('with --file there is one argument, the build context')
    }
    return lintFiles(values, io)
  },
}
