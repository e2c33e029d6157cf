import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'

export const zypperDistUpgrade = ownRule({
  name: 'ZypperDistUpgrade',
  aliases: ['DL3035'],
  description: 'Base images should be replaced rather than upgraded',
  severity: 'warning',
  documentation: {
    what: '`zypper dist-upgrade`.',
    why: 'It may take the image to another release of the distribution than its tag says.',
    bad: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive dist-upgrade && zypper clean\n',
    good: 'FROM opensuse/leap:15.6\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { command, verb } of packageCommands(script, 'zypper')) {
        if (verb !== 'dist-upgrade' && verb !== 'dup') continue
        report(`zypper ${verb}: take a newer base image instead`, { span: script.spanOf(command) })
      }
    }),
})
