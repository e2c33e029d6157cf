import { suggest } from './suggest.ts'

/**
 * The name that somebody probably meant, as it is written where it is defined: one that differs in case alone, or
 * the one that comes nearest. Undefined where none is near.
 *
 * @example
 * nearestName('http_port', ['HTTP_PORT', 'HOST']) // 'HTTP_PORT'
 */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  const byLower = new Map<string, string>()
  for (const name of names) if (!byLower.has(name.toLowerCase())) byLower.set(name.toLowerCase(), name)
  const lower = word.toLowerCase()
  return byLower.get(lower) ?? byLower.get(suggest(lower, byLower.keys(), true) ?? '')
}

/**
 * ` (did you mean X?)` for the nearest name, to be put behind a message; '' where there is none.
 *
 * @example
 * nameSuggestion('Include', ['include', 'unset']) // ' (did you mean include?)'
 */
export function nameSuggestion(word: string, names: Iterable<string>): string {
  const match = nearestName(word, names)
  return match === undefined ? '' : ` (did you mean ${match}?)`
}
