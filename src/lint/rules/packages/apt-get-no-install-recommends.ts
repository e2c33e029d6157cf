import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'

export const aptGetNoInstallRecommends = ownRule({
  name: 'AptGetNoInstallRecommends',
  aliases: ['DL3015'],
  description: 'Only needed packages should be installed',
  severity: 'info',
  documentation: {
    what: '`apt-get install` without `--no-install-recommends`.',
    why: 'apt installs what packages recommend as well, which is often several times as much as what they need.',
    bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  },
  create() {
    let configured = false
    return eachScript((script, report) => {
      configured ||= /Install-Recommends\\?"?[ =]/i.test(script.text)
      if (configured) return
      for (const { command, verb, verbWord, args, packages } of packageCommands(
        script,
        'apt-get',
        'apt',
        'aptitude',
      )) {
        if (verb !== 'install' || packages.length === 0) continue
        if (hasOption(args, 'no-install-recommends', 'R', 'without-recommends')) continue
        if (args.options.get('o')?.includes('Install-Recommends')) continue
        report(`${command.name} install takes recommended packages as well: pass --no-install-recommends`, {
          span: script.spanOf({ start: command.nameWord.start, end: verbWord.end }),
          fix: script.fix(false, {
            start: verbWord.end,
            end: verbWord.end,
            text: ' --no-install-recommends',
          }),
        })
      }
    })
  },
})
