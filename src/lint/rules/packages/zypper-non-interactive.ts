import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'

const asking: ReadonlySet<string> = new Set([
  'install',
  'in',
  'remove',
  'rm',
  'update',
  'up',
  'patch',
  'dist-upgrade',
  'dup',
  'source-install',
  'si',
  'inr',
])

export const zypperNonInteractive = ownRule({
  name: 'ZypperNonInteractive',
  aliases: ['DL3034'],
  description: 'zypper should not ask questions',
  severity: 'warning',
  documentation: {
    what: '`zypper install` (or another command that asks before it goes on) runs with neither `--non-interactive` nor `-y`.',
    why: 'Nobody is there to answer in a build, which fails.',
    bad: 'FROM opensuse/leap:15.6\nRUN zypper install httpd && zypper clean\n',
    good: 'FROM opensuse/leap:15.6\nRUN zypper install -y httpd && zypper clean\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const { command, verb, verbWord, args } of packageCommands(script, 'zypper')) {
        if (!asking.has(verb) || hasOption(args, 'n', 'non-interactive', 'y', 'no-confirm')) continue
        report(`zypper ${verb} waits for an answer: pass -y`, {
          span: script.spanOf({ start: command.nameWord.start, end: verbWord.end }),
          fix: script.fix(true, { start: verbWord.end, end: verbWord.end, text: ' -y' }),
        })
      }
    }),
})
