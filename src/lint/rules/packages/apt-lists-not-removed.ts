import { ownRule } from '../../own-rule.ts'
import { appendCommand } from '../../scripts/append-command.ts'
import { eachShippedScript } from '../../scripts/shipped-scripts.ts'
import { hasCacheMount, packageCommands, removes } from './package-command.ts'

const lists = '/var/lib/apt'

export const aptListsNotRemoved = ownRule({
  name: 'AptListsNotRemoved',
  aliases: ['DL3009'],
  description: 'The package lists of apt should not be in the image',
  severity: 'info',
  documentation: {
    what: 'A `RUN` fetches the package lists of apt and leaves them in its layer. Stages that are not in the image may do so, and lists in a cache mount are in no layer.',
    why: 'The lists take tens of megabytes, and are out of date by the time that somebody could use them.',
    bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
    good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  },
  create: () =>
    eachShippedScript((script, report) => {
      const update = packageCommands(script, 'apt-get', 'apt', 'aptitude').find(
        ({ verb }) => verb === 'update',
      )
      if (!update || hasCacheMount(script, `${lists}/lists`, lists) || removes(script, lists)) return
      report('The package lists stay in the image: remove /var/lib/apt/lists/* in the same RUN', {
        span: script.spanOf(update.command),
        fix: appendCommand(script, 'rm -rf /var/lib/apt/lists/*', true),
      })
    }),
})
