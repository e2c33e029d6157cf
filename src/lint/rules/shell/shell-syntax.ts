import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

export const shellSyntax = ownRule({
  name: 'ShellSyntax',
  aliases: ['SC1009', 'SC1072', 'SC1073'],
  description: 'A shell must be able to read what it is to run',
  severity: 'error',
  documentation: {
    what: 'The script of a `RUN` is no valid shell script: a quote or a bracket is not closed, `fi` or `done` is missing, something follows `&&` that is no command.',
    why: 'The build fails when it comes to this instruction, maybe after a long time.',
    bad: 'FROM alpine:3\nRUN if [ -e /srv ]; then echo there\n',
    good: 'FROM alpine:3\nRUN if [ -e /srv ]; then echo there; fi\n',
  },
  create: () =>
    eachScript((script, report) => {
      const [error] = script.errors
      if (!error) return
      report(`The shell cannot read this: ${error.message}`, {
        span: script.spanOf({ start: error.start, end: Math.min(error.start + 1, script.text.length) }),
      })
    }),
})
