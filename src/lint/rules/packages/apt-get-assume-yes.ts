import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { packageCommands } from './package-command.ts'

const asking: ReadonlySet<string> = new Set([
  'install',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'remove',
  'purge',
  'autoremove',
  'build-dep',
])

export const aptGetAssumeYes = ownRule({
  name: 'AptGetAssumeYes',
  aliases: ['DL3014'],
  description: 'apt-get should not ask questions',
  severity: 'warning',
  documentation: {
    what: '`apt-get install` (or another command of it that asks before it goes on) runs without `-y`.',
    why: 'Nobody is there to answer in a build: the command gives up and the build fails, as soon as there is something to confirm.',
    bad: 'FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  },
  create: () =>
    eachScript((script, report) => {
      if (/\byes\b[^|;&]*\|/.test(script.text) || script.text.includes('Assume-Yes')) return
      for (const { command, verb, verbWord, args, packages } of packageCommands(
        script,
        'apt-get',
        'apt',
        'aptitude',
      )) {
        if (!asking.has(verb) || isQuiet(command.args) || (verb === 'install' && packages.length === 0))
          continue
        if (hasOption(args, 'y', 'yes', 'assume-yes', 'force-yes', 's', 'simulate', 'dry-run', 'print-uris'))
          continue
        report(`${command.name} ${verb} waits for an answer: pass -y`, {
          span: script.spanOf({ start: command.nameWord.start, end: verbWord.end }),
          fix: script.fix(true, { start: verbWord.end, end: verbWord.end, text: ' -y' }),
        })
      }
    }),
})

/** Twice quiet is yes. */
function isQuiet(words: readonly { readonly literal: string | undefined }[]): boolean {
  const texts = words.map(({ literal = '' }) => literal)
  if (texts.some((text) => /^--quiet=[2-9]$/.test(text) || /^-q=[2-9]$/.test(text))) return true
  const letters = texts.filter((text) => /^-[a-zA-Z]+$/.test(text)).join('')
  return (letters.match(/q/g)?.length ?? 0) + texts.filter((text) => text === '--quiet').length > 1
}
