import { BuildError, type Span } from '../source/index.ts'
import { suggestion } from '../suggest/index.ts'
import type { FlagDefinition, FlagValues } from './instruction-syntax.ts'
import type { Flag } from './syntax-tree.ts'

/**
 * Checks the flags that were written against the definitions.
 * Throws BuildError (codes `flag-…`) for an unknown or repeated flag and for a bad value.
 */
export function readFlags(definitions: readonly FlagDefinition[], flags: readonly Flag[]): FlagValues {
  if (flags.length === 0) return noFlags
  const values = new Map<string, string[]>()
  for (const { name, value, span } of flags) {
    const definition = definitions.find((candidate) => candidate.name === name)
    if (!definition) {
      const names = definitions.map((candidate) => candidate.name)
      throw new BuildError('flag-unknown', `unknown flag: --${name}${suggestion(name, names, true)}`, {
        focus: span,
      })
    }
    const known = values.get(name)
    if (known && definition.type !== 'strings') {
      throw new BuildError('flag-repeated', `duplicate flag specified: --${name}`, { focus: span })
    }
    const checked = definition.type === 'boolean' ? checkBoolean(name, value, span) : value
    if (checked === undefined) {
      throw new BuildError('flag-without-value', `missing a value on flag: --${name}`, { focus: span })
    }
    if (known) known.push(checked)
    else values.set(name, [checked])
  }
  const boolean = (name: string) => {
    const value = values.get(name)?.[0]
    return value === undefined ? undefined : value === 'true'
  }
  return {
    boolean,
    string: (name) => values.get(name)?.[0],
    strings: (name) => values.get(name) ?? [],
    used: definitions.map(({ name }) => name).filter((name) => values.has(name)),
  }
}

/** What most instructions have. */
const noFlags: FlagValues = {
  boolean: () => undefined,
  string: () => undefined,
  strings: () => [],
  used: Object.freeze([]),
}

function checkBoolean(name: string, value: string | undefined, span: Span): 'true' | 'false' | undefined {
  if (value === '') return undefined
  const lower = value?.toLowerCase() ?? 'true'
  if (lower === 'true' || lower === 'false') return lower
  throw new BuildError('flag-value', `expecting boolean value for flag --${name}, not: ${value}`, {
    focus: span,
  })
}
