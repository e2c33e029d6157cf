import { parseArgs } from 'node:util'
import { type Command, type OptionValues, UsageError } from './command.ts'

/** What a command line says for one command. */
export interface ParsedArguments {
  readonly values: OptionValues
  readonly positional: string | undefined
}

/** Parses what follows a command's name. Throws UsageError for what the command does not take. */
export function parseArguments(command: Command, args: readonly string[]): ParsedArguments {
  const { values, positionals } = parse(command, args)
  const limit = command.argument === undefined ? 0 : command.many ? positionals.length : 1
  const surplus = positionals[limit]
  if (surplus !== undefined) throw new UsageError(`unexpected argument '${surplus}'`)
  return {
    positional: positionals[0],
    values: {
      positionals,
      string: (name) => values[name]?.findLast((value) => typeof value === 'string'),
      strings: (name) => values[name]?.filter((value) => typeof value === 'string') ?? [],
      boolean: (name) => values[name]?.at(-1) === true,
    },
  }
}

type Values = Readonly<Record<string, readonly (string | boolean)[] | undefined>>

function parse(command: Command, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, short }]) => [
      name,
      { type, multiple: true, ...(short === undefined ? {} : { short }) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    return { values: values as Values, positionals }
  } catch (error) {
    // The first sentence; what follows are hints about the shell.
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(lowerFirst(message.split('. ', 1)[0] ?? message))
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
