import type { OptionDefinitions } from '../command.ts'
import { severities } from './settings.ts'

/** Options of commands that check files. */
export const lintOptions: OptionDefinitions = {
  context: { type: 'string', value: 'DIR', help: 'The build context of all files' },
  config: { type: 'string', value: 'FILE', help: 'A config file in place of the nearest one' },
  preset: {
    type: 'string',
    value: 'NAME',
    help: 'Which rules run: reference (those of docker build),\nrecommended (default), all',
  },
  rule: {
    type: 'string',
    multiple: true,
    value: 'RULE=LEVEL',
    help: `What a rule's findings are: ${severities.join(', ')}, or off`,
  },
}
