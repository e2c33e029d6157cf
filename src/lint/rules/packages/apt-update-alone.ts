import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { hasCacheMount, packageCommands } from './package-command.ts'

export const aptUpdateAlone = ownRule({
  name: 'AptUpdateAlone',
  description: 'Package lists should be fetched in the RUN that uses them',
  severity: 'warning',
  documentation: {
    what: '`apt-get update` in a `RUN` that installs nothing.',
    why: 'The build cache keeps its result. When a package is added to the `RUN` below months later, it is looked up in lists of that day, which name files that are no longer there.',
    bad: 'FROM debian:12\nRUN apt-get update && rm -f /etc/motd\nRUN apt-get install -y --no-install-recommends curl\n',
    good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  },
  create: () =>
    eachScript((script, report) => {
      const commands = packageCommands(script, 'apt-get', 'apt', 'aptitude')
      const update = commands.find(({ verb }) => verb === 'update')
      if (!update || commands.some(({ verb }) => verb !== 'update' && verb !== 'clean')) return
      // What else the script runs may install something: scripts, apt-cache, make.
      const others = script.commands.filter(({ name }) => !harmless.has(name))
      if (others.length > 0 || hasCacheMount(script, '/var/lib/apt/lists', '/var/lib/apt')) return
      report(
        'The lists are cached apart from what is installed with them: put apt-get update into the same RUN',
        {
          span: script.spanOf(update.command),
        },
      )
    }),
})

const harmless: ReadonlySet<string> = new Set([
  'apt-get',
  'apt',
  'aptitude',
  'echo',
  'rm',
  'set',
  'true',
  'mkdir',
  'sudo',
  'sed',
  'cp',
  'touch',
])
