/**
 * Variables by name, as an expansion looks them up.
 *
 * @example
 * stage.env.get('PATH')
 */
export interface Environment {
  get(name: string): string | undefined
  names(): Iterable<string>
}

/** An environment without variables. */
export const emptyEnvironment: Environment = {
  get: () => undefined,
  names: () => [],
}

/** The environment of `NAME=value` lines, as image configs hold them; the last of a name counts. */
export function environmentOf(lines: Iterable<string>): Environment {
  const values = new Map<string, string>()
  for (const line of lines) {
    const equals = line.indexOf('=')
    if (equals < 0) values.set(line, '')
    else values.set(line.slice(0, equals), line.slice(equals + 1))
  }
  return { get: (name) => values.get(name), names: () => values.keys() }
}
