import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

export const noSudo = ownRule({
  name: 'NoSudo',
  aliases: ['DL3004'],
  description: 'sudo should not be used in a build',
  severity: 'error',
  documentation: {
    what: 'A `RUN` uses `sudo`.',
    why: 'A build has no terminal to ask for a password at, and is root unless `USER` says otherwise. sudo also drops variables that `ENV` has set. `USER root` before the `RUN` does what is meant.',
    bad: 'FROM debian:12\nRUN sudo mkdir /srv/app\n',
    good: 'FROM debian:12\nRUN mkdir /srv/app\n',
  },
  create: () =>
    eachCommand(['sudo'], (command, script, report) => {
      const [next] = command.args
      report('A build is root, or what USER says: drop the sudo', {
        span: script.spanOf(command.nameWord),
        fix:
          next && !next.text.startsWith('-')
            ? script.fix(false, { start: command.nameWord.start, end: next.start, text: '' })
            : undefined,
      })
    }),
})
