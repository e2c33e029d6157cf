import { argumentsOf } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

export const shellSymlink = ownRule({
  name: 'ShellSymlink',
  aliases: ['DL4005'],
  description: 'SHELL should choose the shell',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` puts a link in the place of `/bin/sh`.',
    why: 'Every program of the image that runs a script with `/bin/sh` gets the other shell too. `SHELL` chooses one for the instructions that follow.',
    bad: 'FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\n',
    good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n',
  },
  create: () =>
    eachCommand(['ln'], (command, script, report) => {
      const { operands } = argumentsOf(command, { withValue: ['t', 'S'] })
      const target = operands.at(-1)?.literal
      if (operands.length < 2 || (target !== '/bin/sh' && target !== '/usr/bin/sh')) return
      report('SHELL chooses the shell without changing it for every program of the image', {
        span: script.spanOf(command),
      })
    }),
})
