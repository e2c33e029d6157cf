import { argumentsOf, hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

export const wgetProgress = ownRule({
  name: 'WgetProgress',
  aliases: ['DL3047'],
  description: 'wget should not draw its progress into the log',
  severity: 'info',
  documentation: {
    what: '`wget` without `--progress`, `-q`, `-nv` or a log file.',
    why: 'Without a terminal, wget draws its progress as dots: thousands of lines in the log for a large file.',
    bad: 'FROM debian:12\nRUN wget https://example.com/big.iso\n',
    good: 'FROM debian:12\nRUN wget --progress=dot:giga https://example.com/big.iso\n',
  },
  create: () =>
    eachCommand(['wget'], (command, script, report) => {
      const args = argumentsOf(command, {
        withValue: ['O', 'o', 'a', 'P', 'U', 't', 'T', 'header', 'output-document'],
      })
      if (
        hasOption(
          args,
          'progress',
          'q',
          'quiet',
          'no-verbose',
          'o',
          'output-file',
          'a',
          'append-output',
          'help',
          'version',
          'V',
          'spider',
        )
      )
        return
      if (command.args.some(({ literal = '' }) => /^-\w*nv/.test(literal)) || args.operands.length === 0)
        return
      const { end } = command.nameWord
      report('wget draws its progress into the log: pass --progress=dot:giga, or -q', {
        span: script.spanOf(command.nameWord),
        // The wget of BusyBox does not know --progress.
        fix: script.fix(false, { start: end, end, text: ' --progress=dot:giga' }),
      })
    }),
})
