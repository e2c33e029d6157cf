import { type Environment, type TextBudget, tryExpandWord } from '../../dockerfile/index.ts'
import type { CommandTextOptions } from '../definition/index.ts'
import { upperCaseKeyword } from '../definition/index.ts'

/** An instruction's text for the progress output. A text whose variables cannot be replaced stays as it is. */
export function commandText(
  text: string,
  env: Environment,
  escapeCharacter: '\\' | '`',
  options: CommandTextOptions,
  budget: TextBudget,
): string {
  const { forShell = false } = options
  const { result, error } = tryExpandWord(text, masked(env, options.masked ?? []), {
    escape: escapeCharacter,
    rawQuotes: forShell,
    skipUnset: forShell,
    budget,
  })
  return upperCaseKeyword(error ? text : result)
}

function masked(env: Environment, names: readonly string[]): Environment {
  if (names.length === 0) return env
  return {
    get: (name) => (names.includes(name) ? '****' : env.get(name)),
    names: () => new Set([...env.names(), ...names]),
  }
}
