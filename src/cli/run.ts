import { BuildError } from '../source/index.ts'
import { type CommandEntry, type ExitCode, UsageError } from './command.ts'
import { formatError } from './format-error.ts'
import { formatHelp, formatOverview } from './help.ts'
import type { CommandIo } from './io.ts'
import { parseArguments } from './parse-arguments.ts'

/** Runs a command line (without the program's name) and says how it went. Throws for defects alone. */
export async function run(
  commands: readonly CommandEntry[],
  args: readonly string[],
  io: CommandIo,
  version: () => string,
): Promise<ExitCode> {
  const [name, ...rest] = args
  if (name === undefined || name === '-h' || name === '--help' || name === 'help') {
    return printHelp(commands, name === 'help' ? rest[0] : undefined, name === undefined, io)
  }
  if (name === '--version') {
    io.out(`${version()}\n`)
    return 0
  }
  const entry = commands.find((candidate) => candidate.name === name)
  if (!entry) return usage(`there is no command '${name}'`, 'slipway --help', io)
  if (rest.includes('--help') || rest.includes('-h')) return printHelp(commands, name, false, io)
  const command = await entry.load()
  try {
    const { values, positional } = parseArguments(command, rest)
    return await command.run(values, positional, io)
  } catch (error) {
    if (error instanceof UsageError) return usage(error.message, `slipway ${name} --help`, io)
    if (!(error instanceof BuildError)) throw error
    io.err(formatError(error, io.errorColors))
    return 1
  }
}

async function printHelp(
  commands: readonly CommandEntry[],
  name: string | undefined,
  wrong: boolean,
  io: CommandIo,
): Promise<ExitCode> {
  const entry = commands.find((candidate) => candidate.name === name)
  if (name !== undefined && !entry) return usage(`there is no command '${name}'`, 'slipway --help', io)
  const text = entry ? formatHelp(await entry.load()) : formatOverview(commands)
  if (wrong) io.err(text)
  else io.out(text)
  return wrong ? 2 : 0
}

function usage(message: string, help: string, io: CommandIo): ExitCode {
  io.err(`slipway: ${message}\nSee '${help}'.\n`)
  return 2
}
