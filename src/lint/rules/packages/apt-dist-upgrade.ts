import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'

export const aptDistUpgrade = ownRule({
  name: 'AptDistUpgrade',
  aliases: ['DL3005'],
  description: 'Base images should be replaced rather than upgraded',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`apt-get dist-upgrade` or `full-upgrade`.',
    why: 'All that changes is in the image twice, and what is in it depends on the day of the build. Taking a newer base image does the same without either.',
    bad: 'FROM debian:12\nRUN apt-get update && apt-get dist-upgrade -y && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:12.5\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { command, verb } of packageCommands(script, 'apt-get', 'apt', 'aptitude')) {
        if (verb !== 'dist-upgrade' && verb !== 'full-upgrade') continue
        report(`${command.name} ${verb}: take a newer base image instead`, { span: script.spanOf(command) })
      }
    }),
})
