import { compilePattern, MatchEffort, type PathTest } from './path-pattern.ts'

/** What stands for something else in a pattern, or ends what does. */
const specials = ['*', '?', '[', ']', '\\']
const special = /[*?[\]\\]/

const matchesNothing: PathTest = () => false

/** Patterns under a text that all paths which match them have at the same end. */
class TextIndex {
  readonly #byLength = new Map<number, Map<string, number[]>>()

  add(text: string, position: number): void {
    let texts = this.#byLength.get(text.length)
    if (texts === undefined) {
      texts = new Map()
      this.#byLength.set(text.length, texts)
    }
    const positions = texts.get(text)
    if (positions === undefined) texts.set(text, [position])
    else positions.push(position)
  }

  /** @param part cuts the text of a length out of the path */
  forEach(
    path: string,
    part: (length: number) => string,
    visit: (positions: readonly number[]) => void,
  ): void {
    this.#byLength.forEach((texts, length) => {
      if (length > path.length) return
      const positions = texts.get(part(length))
      if (positions !== undefined) visit(positions)
    })
  }
}

/**
 * Finds the last of many patterns that matches. Ignore files of tens of thousands of lines are nearly all plain
 * paths, and patterns that begin or end with plain text: those are looked up, and only what may match is
 * compiled and tried.
 */
export class PatternIndex {
  readonly #patterns: readonly string[]
  readonly #effort = new MatchEffort()
  readonly #tests: (PathTest | undefined)[] = []
  /** The last position of each pattern that only matches the path that it says. */
  readonly #plain = new Map<string, number>()
  readonly #heads = new TextIndex()
  readonly #tails = new TextIndex()
  /** Patterns that neither begin nor end with plain text. */
  readonly #others: number[] = []

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns
    for (let position = 0; position < patterns.length; position++) {
      this.#add(patterns[position] as string, position)
    }
  }

  /** The position of the last pattern that matches any of the paths; -1 where none does. */
  lastMatch(paths: readonly string[]): number {
    let last = -1
    for (const path of paths) {
      const visit = (positions: readonly number[]): void => {
        for (let at = positions.length - 1; at >= 0; at--) {
          const position = positions[at] as number
          if (position <= last || --this.#effort.left < 0) return
          if (this.#testAt(position)(path)) last = position
        }
      }
      last = Math.max(last, this.#plain.get(path) ?? -1)
      this.#heads.forEach(path, (length) => path.slice(0, length), visit)
      this.#tails.forEach(path, (length) => path.slice(path.length - length), visit)
      visit(this.#others)
    }
    return last
  }

  #add(pattern: string, position: number): void {
    const start = pattern.search(special)
    if (start < 0) {
      this.#plain.set(pattern, position)
      return
    }
    const tail = tailOf(pattern)
    // With a choice, only the first way begins where the path does, and only the last ends there.
    if (pattern.includes('|') || (start === 0 && tail === '')) this.#others.push(position)
    else if (tail.length > start) this.#tails.add(tail, position)
    else this.#heads.add(pattern.slice(0, start), position)
  }

  #testAt(position: number): PathTest {
    let test = this.#tests[position]
    if (test === undefined) {
      if (this.#effort.left < 0) return matchesNothing
      test = compilePattern(this.#patterns[position] as string, this.#effort) ?? matchesNothing
      this.#tests[position] = test
    }
    return test
  }
}

/** The plain text at the end of a pattern with something special in it: what all paths that match end with. */
function tailOf(pattern: string): string {
  let start = 0
  for (const character of specials) start = Math.max(start, pattern.lastIndexOf(character) + 1)
  if (pattern.charAt(start - 1) === '\\') return pattern.slice(start + 1)
  // The slash behind `**` need not be there.
  const optionalSlash = pattern.startsWith('/', start) && pattern.endsWith('**', start)
  return pattern.slice(optionalSlash ? start + 1 : start)
}
