import { ownRule } from '../../own-rule.ts'
import { appendCommand } from '../../scripts/append-command.ts'
import { eachShippedScript } from '../../scripts/shipped-scripts.ts'
import { hasCacheMount, packageCommands, removes } from './package-command.ts'

export const zypperClean = ownRule({
  name: 'ZypperClean',
  aliases: ['DL3036'],
  description: 'The cache of zypper should not be in the image',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` installs with zypper and does not run `zypper clean`.',
    why: 'The index and the packages stay in the layer, tens of megabytes that nobody uses.',
    bad: 'FROM opensuse/leap:15.6\nRUN zypper install -y httpd\n',
    good: 'FROM opensuse/leap:15.6\nRUN zypper install -y httpd && zypper clean\n',
  },
  create: () =>
    eachShippedScript((script, report) => {
      const commands = packageCommands(script, 'zypper')
      const first = commands.find(({ verb }) =>
        ['install', 'in', 'update', 'up', 'dup', 'dist-upgrade'].includes(verb),
      )
      if (!first || commands.some(({ verb }) => verb === 'clean' || verb === 'cc')) return
      if (hasCacheMount(script, '/var/cache/zypp') || removes(script, '/var/cache/zypp', '/var/cache/*'))
        return
      report('The cache of zypper stays in the image: run zypper clean in the same RUN', {
        span: script.spanOf(first.command),
        fix: appendCommand(script, 'zypper clean', true),
      })
    }),
})
