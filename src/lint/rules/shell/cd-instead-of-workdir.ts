import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

export const cdInsteadOfWorkdir = ownRule({
  name: 'CdInsteadOfWorkdir',
  aliases: ['DL3003'],
  description: 'WORKDIR should change the directory',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` begins with `cd`. A `cd` in a subshell or later in the script goes unreported.',
    why: '`cd` holds until the end of the `RUN`, which is easily forgotten, and has to be repeated in each one. `WORKDIR` holds for all that follows, and makes the directory.',
    bad: 'FROM alpine:3\nRUN cd /srv && make install\n',
    good: 'FROM alpine:3\nWORKDIR /srv\nRUN make install\n',
  },
  create: () =>
    eachScript((script, report) => {
      const [first] = script.commands.filter(({ name }) => name !== 'set')
      if (first?.name !== 'cd' || first.place.subshell || first.place.nested || script.isHeredoc) return
      report('WORKDIR changes the directory for all that follows, cd for this RUN alone', {
        span: script.spanOf(first),
      })
    }),
})
