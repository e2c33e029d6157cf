import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { pipCommand } from './package-command.ts'
import { whyPinned } from './rpm-rules.ts'

export const pinPipVersions = ownRule({
  name: 'PinPipVersions',
  aliases: ['DL3013'],
  description: 'Packages should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`pip install` of a package without a version, where no constraints are given.',
    why: whyPinned,
    bad: 'FROM python:3.12\nRUN pip install --no-cache-dir flask\n',
    good: "FROM python:3.12\nRUN pip install --no-cache-dir 'flask==3.0.3'\n",
  },
  create: () =>
    eachScript((script, report) => {
      for (const command of script.commands) {
        const pip = pipCommand(command)
        if (pip?.verb !== 'install' || pip.args.options.has('c') || pip.args.options.has('constraint'))
          continue
        for (const word of pip.packages) {
          const name = word.literal
          if (name === undefined || /[=<>~!@]|^[./~]|:\/\/|\.(?:whl|gz|zip)$|^\$/.test(name)) continue
          report(`No version is asked for of ${name}`, { span: script.spanOf(word) })
        }
      }
    }),
})
