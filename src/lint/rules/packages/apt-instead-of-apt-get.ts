import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'
import { packageCommand } from './package-command.ts'

/** What apt-get does in the same way. */
const common: ReadonlySet<string> = new Set([
  'update',
  'install',
  'upgrade',
  'remove',
  'purge',
  'autoremove',
  'clean',
  'autoclean',
  'source',
  'build-dep',
  'download',
])

export const aptInsteadOfAptGet = ownRule({
  name: 'AptInsteadOfAptGet',
  aliases: ['DL3027'],
  description: 'Scripts should use apt-get',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` uses `apt`.',
    why: '`apt` is made for people at a terminal: what it prints and takes may change from one release to the next. `apt-get` and `apt-cache` stay as they are.',
    bad: 'FROM debian:12\nRUN apt update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:12\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\n',
  },
  create: () =>
    eachCommand(['apt'], (command, script, report) => {
      const { nameWord } = command
      const verb = packageCommand(command)?.verb ?? ''
      const plain = nameWord.text === 'apt' && common.has(verb)
      report('apt is for terminals: use apt-get or apt-cache', {
        span: script.spanOf(nameWord),
        fix: plain ? script.fix(true, { ...nameWord, text: 'apt-get' }) : undefined,
      })
    }),
})
