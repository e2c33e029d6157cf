import { BuildError, type ConvertOptions, defineFrontend, extendInstruction, nameSuggestion } from '../api.ts'
import type { ArgDeclaration } from '../dockerfile/index.ts'

/** So long a value must be for another one to be taken for what was meant. */
const shortestGuess = 3

const flags = { required: 'boolean', enum: 'string' } as const

interface Checks {
  readonly required: boolean | undefined
  readonly enum: string | undefined
}

/**
 * `ARG --required` refuses a build without a value for the arg; `ARG --enum=a,b,c` one with another value.
 *
 * @example
 * // ARG --required VERSION
 * // ARG --enum=debug,release MODE=release
 * export default defineFrontend({ name: 'myorg', use: [argChecks] })
 */
export const argChecks = defineFrontend({
  name: 'arg-checks',
  instructions: [
    extendInstruction('ARG', {
      flags,
      parse(arg, checks) {
        for (const { key, value } of arg.args) {
          if (checks.required && value !== undefined) {
            throw new BuildError('invalid-instruction', `ARG --required ${key} has a default value`)
          }
        }
        const notes = notesOf(checks)
        return notes.length === 0
          ? arg
          : { ...arg, args: arg.args.map((declaration): ArgDeclaration => ({ ...declaration, notes })) }
      },
      checkGlobal(arg, { flags: checks, valueOf: value, options }) {
        for (const { key } of arg.args) checkValue(key, value(key), checks, options)
      },
      async convert(arg, stage, { flags: checks, next }) {
        await next()
        for (const { key } of arg.args) checkValue(key, stage.env.get(key), checks, stage.options)
      },
    }),
  ],
})

function membersOf(checks: Checks): readonly string[] | undefined {
  if (checks.enum === undefined) return undefined
  const members = checks.enum.split(',').map((member) => member.trim())
  if (members.some((member) => member !== '')) return members
  throw new BuildError('invalid-instruction', 'ARG --enum names no value')
}

/** What `--call=outline` tells of the checks. */
function notesOf(checks: Checks): readonly string[] {
  const allowed = membersOf(checks)
  return [...(checks.required ? ['required'] : []), ...(allowed ? [allowed.join('|')] : [])]
}

function checkValue(
  key: string,
  value: string | undefined,
  checks: Checks,
  { describing }: ConvertOptions,
): void {
  // What is only told about needs no values: the outline is where one sees that this one is required.
  if (checks.required && !describing && (value === undefined || value === '')) {
    throw new BuildError('option', `build arg ${key} is required`, {
      hint: `set it with --build-arg ${key}=VALUE`,
    })
  }
  const allowed = membersOf(checks)
  if (allowed === undefined || value === undefined || allowed.includes(value)) return
  // The value is not shown: it may be what nobody should see, passed by mistake. Of very short values, all are near.
  const near = value.length < shortestGuess ? '' : nameSuggestion(value, allowed)
  throw new BuildError('option', `build arg ${key} must be one of ${allowed.join(', ')}${near}`)
}
