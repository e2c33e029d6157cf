import type { CommandIo } from './io.ts'

/** 0: done; 1: the Dockerfile has mistakes, or findings; 2: the command line is wrong. */
export type ExitCode = 0 | 1 | 2

/** An option of a command, as `node:util` parses it and `--help` shows it. */
export interface OptionDefinition {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** May be given several times. */
  readonly multiple?: boolean
  /** What stands for the value in the help; for options of type `string`. */
  readonly value?: string
  readonly help: string
}

export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>

/** The options of a command line, after parsing. */
export interface OptionValues {
  /** What is not an option, in order. */
  readonly positionals: readonly string[]
  /** The value of an option, the last one where it may be repeated. */
  string(name: string): string | undefined
  strings(name: string): readonly string[]
  boolean(name: string): boolean
}

/** A command of `slipway`. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What it does, for its own help; lines of at most 80 characters. */
  readonly description: string
  /** The positional argument as the help shows it; absent where the command takes none. */
  readonly argument?: string
  /** Takes any number of positional arguments. */
  readonly many?: boolean
  readonly options: OptionDefinitions
  /**
   * Runs it. Throws UsageError for a wrong command line, BuildError for what is wrong with the build.
   * @param positional what is not an option, the first one where there are many
   */
  run(values: OptionValues, positional: string | undefined, io: CommandIo): Promise<ExitCode>
}

/** A command as the list of commands has it: what it takes to run it is loaded once it is asked for. */
export interface CommandEntry extends Pick<Command, 'name' | 'summary'> {
  load(): Promise<Command>
}

/** A command line that makes no sense; the message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
