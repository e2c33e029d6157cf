import { argumentsOf, hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

/** Below this, the log of logins stays small. */
const large = 65536

export const useraddNoLogInit = ownRule({
  name: 'UseraddNoLogInit',
  aliases: ['DL3046'],
  description: 'useradd with a large UID should leave out the log of logins',
  severity: 'warning',
  documentation: {
    what: '`useradd` with a UID above 65535, or one that a variable holds, without `-l`.',
    why: 'It makes room in `/var/log/lastlog` for every UID up to that one. The file is sparse on a disk, but not in a layer, which can become gigabytes large.',
    bad: 'FROM debian:12\nRUN useradd -u 1001230000 app\n',
    good: 'FROM debian:12\nRUN useradd -l -u 1001230000 app\nUSER app\n',
  },
  create: () =>
    eachCommand(['useradd'], (command, script, report) => {
      const args = argumentsOf(command, {
        withValue: [
          'u',
          'uid',
          'g',
          'gid',
          'G',
          'groups',
          'd',
          'home-dir',
          's',
          'shell',
          'c',
          'comment',
          'b',
          'e',
          'f',
          'k',
          'K',
          'p',
          'R',
          'Z',
        ],
      })
      const uid = args.options.get('u') ?? args.options.get('uid')
      const unknown = (args.options.has('u') || args.options.has('uid')) && uid === undefined
      if (unknown || hasOption(args, 'l', 'no-log-init') || !(Number(uid) >= large)) return
      const { end } = command.nameWord
      report(`useradd makes room in the log of logins for ${uid} users: pass -l`, {
        span: script.spanOf(command),
        fix: script.fix(true, { start: end, end, text: ' -l' }),
      })
    }),
})
