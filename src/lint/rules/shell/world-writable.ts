import { argumentsOf } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

export const worldWritable = ownRule({
  name: 'WorldWritable',
  description: 'Files should not be writable for everybody',
  severity: 'info',
  documentation: {
    what: '`chmod 777`, `chmod a+w` and the like. A directory with the sticky bit (`1777`) may be writable for everybody.',
    why: 'Any process in a container, whatever its user, can change the program that others run. `COPY --chown` gives files to the user that needs them.',
    bad: 'FROM alpine:3\nRUN chmod -R 777 /srv\n',
    good: 'FROM alpine:3\nRUN chown -R 1000:1000 /srv\n',
  },
  create: () =>
    eachCommand(['chmod'], (command, script, report) => {
      const [mode] = argumentsOf(
        { args: command.args.filter(({ literal = '' }) => !/^-[rwx]/.test(literal)) },
        { withValue: ['reference'] },
      ).operands
      const text = mode?.literal ?? ''
      if (!/^0*[0-7]{0,2}[2367]$/.test(text) && !/^(?:[ug]*[ao][ugoa]*)?\+[rwxXst]*w/.test(text)) return
      // umask takes what is left out of a mode without letters for users.
      if (/^\+/.test(text) || /^0*1[0-7]{3}$/.test(text) || text.length < 3) return
      report(`Everybody may write what has the mode ${text}`, { span: script.spanOf(command) })
    }),
})
