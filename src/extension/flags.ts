import type { FlagDefinition, FlagValues } from '../dockerfile/index.ts'

/**
 * Flags by name, each with the type of its value: `boolean` (`--x`, `--x=false`), `string` (`--x=value`) or
 * `strings` (as `string`, but any number of times).
 *
 * @example
 * const flags = { quiet: 'boolean', mode: 'string', tag: 'strings' } as const satisfies FlagTypes
 */
export type FlagTypes = Readonly<Record<string, FlagDefinition['type']>>

/**
 * The values of flags: undefined for one that is not used, an empty list for one that may be repeated.
 *
 * @example
 * type Flags = FlagsOf<{ quiet: 'boolean'; tag: 'strings' }> // { quiet: boolean | undefined, tag: readonly string[] }
 */
export type FlagsOf<Types extends FlagTypes> = {
  readonly [Name in keyof Types]: Types[Name] extends 'boolean'
    ? boolean | undefined
    : Types[Name] extends 'string'
      ? string | undefined
      : readonly string[]
}

/** The flags as the syntax of an instruction has them. */
export function flagDefinitions(types: FlagTypes): readonly FlagDefinition[] {
  return Object.entries(types).map(([name, type]) => ({ name, type }))
}

/** The values of flags that have been checked. */
export function flagsOf<Types extends FlagTypes>(types: Types, values: FlagValues): FlagsOf<Types> {
  const read = Object.entries(types).map(([name, type]) => {
    if (type === 'boolean') return [name, values.boolean(name)]
    return [name, type === 'string' ? values.string(name) : values.strings(name)]
  })
  return Object.freeze(Object.fromEntries(read)) as FlagsOf<Types>
}
