import type { ShellCommand, ShellWord } from './script.ts'

/** How the options of a program are written. */
export interface OptionSyntax {
  /** Options that take the next word as their value, without dashes. */
  readonly withValue?: readonly string[]
}

/** The words of a command, sorted. */
export interface Arguments {
  /** Words that are no options and no values of options, in order. */
  readonly operands: readonly ShellWord[]
  /** Options without dashes: letters one by one, and long ones without their value. */
  readonly options: ReadonlyMap<string, string | undefined>
}

/**
 * Sorts the words of a command: `-qy --opt=value -o value install curl`.
 *
 * @example
 * argumentsOf(command, { withValue: ['o', 't'] }).operands[0]?.literal // 'install'
 */
export function argumentsOf(
  { args }: Pick<ShellCommand, 'args'>,
  { withValue = [] }: OptionSyntax = {},
): Arguments {
  const operands: ShellWord[] = []
  const options = new Map<string, string | undefined>()
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as ShellWord
    const text = word.literal ?? word.text
    if (text === '--') {
      operands.push(...args.slice(at + 1))
      break
    }
    const long = /^--?([a-zA-Z][\w.-]+)(?:=(.*))?$/s.exec(text)
    const isLong = long && (text.startsWith('--') || withValue.includes(long[1] as string))
    if (isLong) {
      const name = long[1] as string
      let value = long[2]
      if (value === undefined && withValue.includes(name)) value = args[++at]?.literal
      options.set(name, value)
    } else if (/^-[^-]/.test(text)) {
      const letters = [...text.slice(1)]
      for (const [index, letter] of letters.entries()) {
        if (withValue.includes(letter)) {
          const rest = letters.slice(index + 1).join('')
          options.set(letter, rest === '' ? args[++at]?.literal : rest)
          break
        }
        options.set(letter, undefined)
      }
    } else operands.push(word)
  }
  return { operands, options }
}

/** Whether any of the options is there. */
export function hasOption({ options }: Arguments, ...names: readonly string[]): boolean {
  return names.some((name) => options.has(name))
}
