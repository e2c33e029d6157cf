import type { ShellCommand } from './script.ts'

/** Programs that run another one, with their options that take a value. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  sudo: ['u', 'g', 'h', 'p', 'C', 'r', 't', 'T', 'user', 'group', 'host', 'prompt'],
  doas: ['u', 'C'],
  env: ['u', 'C', 'S', 'unset', 'chdir', 'split-string'],
  exec: ['a'],
  command: [],
  builtin: [],
  nohup: [],
  nice: ['n', 'adjustment'],
  ionice: ['c', 'n', 'p', 'class', 'classdata'],
  time: ['f', 'o', 'format', 'output'],
  timeout: ['k', 's', 'kill-after', 'signal'],
  eatmydata: [],
  gosu: [],
  'su-exec': [],
  setpriv: ['reuid', 'regid', 'groups'],
  xargs: [
    'I',
    'n',
    'P',
    'd',
    'L',
    'a',
    's',
    'E',
    'max-args',
    'max-procs',
    'delimiter',
    'arg-file',
    'replace',
  ],
}
/** How many arguments that are no options come before the command. */
const leading: Readonly<Record<string, number>> = { timeout: 1, gosu: 1, 'su-exec': 1 }

/** The command that a command runs in turn (`sudo -E apt-get update`: `apt-get update`), or undefined. */
export function wrappedCommand(outer: ShellCommand): ShellCommand | undefined {
  if (!Object.hasOwn(wrappers, outer.name)) return undefined
  const withValue = wrappers[outer.name] ?? []
  let skip = leading[outer.name] ?? 0
  for (let at = 0; at < outer.args.length; at++) {
    const word = outer.args[at]
    const literal = word?.literal
    if (!word || literal === undefined) return undefined
    if (literal === '--') continue
    if (literal.startsWith('-') && literal.length > 1) {
      const long = /^--([^=]+)$/.exec(literal)?.[1]
      const short = /^-[^-]*$/.test(literal) ? literal.at(-1) : undefined
      if ((long && withValue.includes(long)) || (short && withValue.includes(short))) at++
      // `command -v` only looks for it.
      if (outer.name === 'command' && /^-[vV]/.test(literal)) return undefined
      continue
    }
    if (outer.name === 'env' || outer.name === 'sudo') {
      if (/^[A-Za-z_]\w*=/.test(literal)) continue
    }
    if (skip-- > 0) continue
    return {
      name: literal.slice(literal.lastIndexOf('/') + 1),
      nameWord: word,
      args: outer.args.slice(at + 1),
      assignments: outer.assignments,
      redirects: outer.redirects,
      runBy: outer,
      place: outer.place,
      start: word.start,
      end: outer.end,
    }
  }
  return undefined
}
