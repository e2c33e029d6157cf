import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

export const wgetAndCurl = ownRule({
  name: 'WgetAndCurl',
  aliases: ['DL4001'],
  description: 'Either wget or curl should be used, not both',
  severity: 'warning',
  documentation: {
    what: 'The scripts of one stage use both `wget` and `curl`.',
    why: 'One of them is enough, and need only be installed, brought up to date and configured once.',
    bad: 'FROM debian:12\nRUN wget -q https://example.com/a\nRUN curl -fO https://example.com/b\n',
    good: 'FROM debian:12\nRUN curl -fO https://example.com/a\nWORKDIR /srv\nRUN curl -fO https://example.com/b\n',
  },
  create() {
    let used = new Set<string>()
    return eachScript(
      (script, report) => {
        for (const command of script.commands) {
          const { name } = command
          if ((name !== 'wget' && name !== 'curl') || used.has(name)) continue
          used.add(name)
          if (used.size < 2) continue
          const other = name === 'curl' ? 'wget' : 'curl'
          report(`This stage uses ${other} already: one of wget and curl is enough`, {
            span: script.spanOf(command.nameWord),
          })
        }
      },
      (instruction) => {
        if (instruction.kind === 'from') used = new Set()
      },
    )
  },
})
