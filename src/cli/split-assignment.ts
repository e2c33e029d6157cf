import { UsageError } from './command.ts'

/** The two sides of `NAME=VALUE`. Throws UsageError where there is no `=`, or nothing before it. */
export function splitAssignment(option: string, text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=')
  if (equals <= 0) throw new UsageError(`${option} takes NAME=VALUE, not '${text}'`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}
