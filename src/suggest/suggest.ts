import { editDistance } from './edit-distance.ts'

const tooFar = 3

/**
 * The option that comes nearest to a word that was probably mistyped: at most two edits away, the first of
 * those that are equally near. Undefined where none is, or where the word itself is one of the options.
 * @param caseSensitive false ignores case and writes the answer in the word's case
 *
 * @example
 * suggest('alpin', ['alpine', 'debian'], true) // 'alpine'
 */
export function suggest(word: string, options: Iterable<string>, caseSensitive: boolean): string | undefined {
  const wanted = caseSensitive ? word : word.toLowerCase()
  const parts = partsOf(wanted)
  let nearest = ''
  let distance = tooFar
  for (const option of options) {
    const candidate = caseSensitive ? option : option.toLowerCase()
    if (candidate === wanted) return undefined
    if (!mayBeNear(wanted, parts, candidate)) continue
    const edits = editDistance(wanted, candidate, distance)
    if (edits >= distance) continue
    distance = edits
    nearest = caseSensitive ? candidate : inCaseOf(word, candidate)
  }
  return nearest === '' ? undefined : nearest
}

/**
 * ` (did you mean X?)`, to be put behind a message, or '' where there is nothing to suggest.
 *
 * @example
 * `no team ${name}${suggestion(name, teams, true)}` // 'no team platfrom (did you mean platform?)'
 */
export function suggestion(word: string, options: Iterable<string>, caseSensitive: boolean): string {
  const match = suggest(word, options, caseSensitive)
  return match === undefined ? '' : ` (did you mean ${match}?)`
}

/**
 * Parts of a word, one more than it may have edits: of each word that is near, at least one is a part as well.
 * Undefined for a word that has too few characters for so many parts.
 */
function partsOf(word: string): readonly string[] | undefined {
  const characters = Array.from(word)
  if (characters.length < tooFar) return undefined
  const endOf = (count: number): number => Math.floor((characters.length * count) / tooFar)
  const parts: string[] = []
  for (let at = 0; at < tooFar; at++) parts.push(characters.slice(endOf(at), endOf(at + 1)).join(''))
  return parts
}

/** Passes over nearly all words that are not near, by what an engine does at once. */
function mayBeNear(word: string, parts: readonly string[] | undefined, candidate: string): boolean {
  // A character has one or two UTF-16 units, which bounds the difference in characters from below.
  if (word.length >= 2 * (candidate.length + tooFar) || candidate.length >= 2 * (word.length + tooFar)) {
    return false
  }
  if (parts === undefined) return true
  for (let at = 0; at < parts.length; at++) if (candidate.includes(parts[at] as string)) return true
  return false
}

function inCaseOf(word: string, candidate: string): string {
  if (word === word.toLowerCase()) return candidate
  return word === word.toUpperCase() ? candidate.toUpperCase() : candidate
}
