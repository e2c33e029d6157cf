import { argumentsOf } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachShippedScript } from '../../scripts/shipped-scripts.ts'

const making: ReadonlySet<string> = new Set(['useradd', 'adduser'])
const withValue = [
  'u',
  'uid',
  'g',
  'gid',
  'G',
  'groups',
  'd',
  'home-dir',
  'home',
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
  'h',
  'ingroup',
  'gecos',
]

export const userNotUsed = ownRule({
  name: 'UserNotUsed',
  description: 'A user that is made should be used',
  severity: 'info',
  documentation: {
    what: 'A `RUN` of a stage that is in the image makes a user, and no stage has a `USER`. Where an entrypoint changes to it (gosu, su-exec), that goes unreported.',
    why: 'Containers run as root all the same.',
    bad: 'FROM debian:12\nRUN useradd --system app\nCMD ["/app"]\n',
    good: 'FROM debian:12\nRUN useradd --system app\nUSER app\nCMD ["/app"]\n',
  },
  create() {
    let used = false
    const visitor = eachShippedScript((script, report) => {
      if (used) return
      for (const command of script.commands) {
        if (!making.has(command.name)) continue
        const name = argumentsOf(command, { withValue }).operands[0]?.literal
        if (name === undefined) continue
        report(`Nothing runs as ${name}: set USER, or containers run as root`, {
          span: script.spanOf(command),
        })
        used = true
        return
      }
    })
    return {
      dockerfile(event, report) {
        used = event.dockerfile.stages.some(({ instructions }) =>
          instructions.some(
            (instruction) =>
              instruction.kind === 'user' ||
              ((instruction.kind === 'entrypoint' || instruction.kind === 'cmd') &&
                /gosu|su-exec|setpriv|entrypoint|sudo|s6|supervisor|init/.test(instruction.source)) ||
              (instruction.kind === 'run' && /gosu|su-exec|openssh|sshd/.test(instruction.source)),
          ),
        )
        visitor.dockerfile?.(event, report)
      },
    }
  },
})
