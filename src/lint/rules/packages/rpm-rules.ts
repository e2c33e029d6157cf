import { hasOption } from '../../../shell/index.ts'
import type { LintRule, RuleVisitor } from '../../event.ts'
import { appendCommand } from '../../scripts/append-command.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { eachShippedScript } from '../../scripts/shipped-scripts.ts'
import { hasCacheMount, packageCommands, removes } from './package-command.ts'

const installing: ReadonlySet<string> = new Set([
  'install',
  'groupinstall',
  'localinstall',
  'reinstall',
  'update',
  'upgrade',
  'remove',
  'erase',
  'autoremove',
  'module',
  'group',
  'swap',
  'distro-sync',
])

/** Reports commands of some package managers that wait for an answer. */
export function assumeYes(...managers: readonly string[]): RuleVisitor {
  return eachScript((script, report) => {
    for (const { command, verb, verbWord, args } of packageCommands(script, ...managers)) {
      if (!installing.has(verb) || hasOption(args, 'y', 'yes', 'assumeyes', 'nobest', 'assumeno')) continue
      if (args.options.get('setopt')?.includes('assumeyes')) continue
      report(`${command.name} ${verb} waits for an answer: pass -y`, {
        span: script.spanOf({ start: command.nameWord.start, end: verbWord.end }),
        fix: script.fix(true, { start: verbWord.end, end: verbWord.end, text: ' -y' }),
      })
    }
  })
}

/** Reports scripts that leave the cache of a package manager in the image. */
export function cleanAll(caches: readonly string[], ...managers: readonly string[]): RuleVisitor {
  return eachShippedScript((script, report) => {
    const commands = packageCommands(script, ...managers)
    const first = commands.find(({ verb }) => installing.has(verb) && verb !== 'remove' && verb !== 'erase')
    if (!first || commands.some(({ verb }) => verb === 'clean')) return
    if (hasCacheMount(script, ...caches) || removes(script, ...caches, '/var/cache/*')) return
    const clean = `${first.command.name} clean all`
    report(`The cache of ${first.command.name} stays in the image: run ${clean} in the same RUN`, {
      span: script.spanOf(first.command),
      fix: appendCommand(script, clean, true),
    })
  })
}

/** Reports commands that bring all packages up to date. */
export function upgradesAll(...managers: readonly string[]): RuleVisitor {
  return eachScript((script, report) => {
    for (const { command, verb, packages } of packageCommands(script, ...managers)) {
      if (
        !['update', 'upgrade', 'update-minimal', 'upgrade-minimal', 'distro-sync'].includes(verb) ||
        packages.length > 0
      )
        continue
      report(`${command.name} ${verb}: take a newer base image instead`, { span: script.spanOf(command) })
    }
  })
}

/** Reports packages that are installed in whatever version there is. */
export function unpinned(isPinned: (name: string) => boolean, ...managers: readonly string[]): RuleVisitor {
  return eachScript((script, report) => {
    for (const { verb, packages } of packageCommands(script, ...managers)) {
      if (verb !== 'install' && verb !== 'add' && verb !== 'in') continue
      for (const word of packages) {
        // What a variable says, a file, or a URL, may be pinned.
        if (
          word.literal === undefined ||
          /^[.~/@]|:\/\/|\.(?:deb|rpm|apk|whl|gz|tgz|gem|zip)$|^-/.test(word.literal)
        )
          continue
        if (isPinned(word.literal)) continue
        report(`No version is asked for of ${word.literal}`, { span: script.spanOf(word) })
      }
    }
  })
}

/** What the documentation of every rule about versions says. */
export const whyPinned: Required<Pick<NonNullable<LintRule['documentation']>, 'why'>>['why'] =
  'The same Dockerfile then makes another image when another version is published. Where that is wanted, as most do, because old versions vanish from the archives, this rule is in the way.'
