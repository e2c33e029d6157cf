/** A frontend to measure: a program that is started for each build. */
export interface FrontendCommand {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** In place of the environment of a container without any. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Splits a command line at its blanks; quotes keep words together. Throws RangeError where it is empty. */
export function parseFrontendCommand(line: string): FrontendCommand {
  const words = [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/["']/g, ''))
  const [command, ...args] = words
  if (command === undefined) throw new RangeError('a frontend needs a command')
  return { name: line.length > 40 ? `…${line.slice(-39)}` : line, command, args }
}
