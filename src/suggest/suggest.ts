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
  let nearest = ''
  let distance = tooFar
  for (const option of options) {
    const candidate = caseSensitive ? option : option.toLowerCase()
    if (candidate === wanted) return undefined
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

function inCaseOf(word: string, candidate: string): string {
  if (word === word.toLowerCase()) return candidate
  return word === word.toUpperCase() ? candidate.toUpperCase() : candidate
}

/** Levenshtein distance in characters, or any number not below `limit` where it is not below that. */
function editDistance(left: string, right: string, limit: number): number {
  // A character has one or two UTF-16 units, which bounds the difference in characters from below.
  if (left.length > 2 * (right.length + limit) || right.length > 2 * (left.length + limit)) return limit
  const a = [...left]
  const b = [...right]
  if (Math.abs(a.length - b.length) >= limit) return limit
  // Only cells within `limit` of the diagonal can stay below it.
  let previous = new Map<number, number>()
  for (let column = 0; column <= Math.min(b.length, limit); column++) previous.set(column, column)
  for (let row = 1; row <= a.length; row++) {
    const current = new Map<number, number>()
    let best = limit
    const last = Math.min(b.length, row + limit)
    for (let column = Math.max(0, row - limit); column <= last; column++) {
      const cost =
        column === 0
          ? row
          : Math.min(
              (previous.get(column) ?? limit) + 1,
              (current.get(column - 1) ?? limit) + 1,
              (previous.get(column - 1) ?? limit) + (a[row - 1] === b[column - 1] ? 0 : 1),
            )
      current.set(column, cost)
      best = Math.min(best, cost)
    }
    if (best >= limit) return limit
    previous = current
  }
  return previous.get(b.length) ?? limit
}
