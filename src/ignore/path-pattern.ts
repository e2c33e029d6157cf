import { BuildError } from '../source/index.ts'

/**
 * What matching may cost, in steps, for all paths that a list of patterns is asked for. Patterns that it is spent on
 * match nothing any more.
 */
export class MatchEffort {
  left = 600_000
}

/** Whether a path matches a pattern. */
export type PathTest = (path: string) => boolean

type CharacterTest = (character: string) => boolean

/**
 * One element of a pattern: a character; any number of characters; or `**` between slashes, which is nothing
 * or any directories with the slash behind them.
 */
type Element =
  | { readonly kind: 'one'; readonly test: CharacterTest }
  | { readonly kind: 'many'; readonly test: CharacterTest }
  | { readonly kind: 'directories' }

const notSlash: CharacterTest = (character) => character !== '/'
const anything: CharacterTest = () => true

/** What stands around a choice, `a|b`: only the first starts where the path does, only the last ends there. */
const around: Element = { kind: 'many', test: anything }

/**
 * Compiles a pattern of an ignore file: `*`, `?`, `[…]`, `\\x` and `**`, and, next to one of those, `|` between
 * choices and the classes `\\d`, `\\s`, `\\w` and their opposites, which the reference's translation to a regular
 * expression lets through. Undefined for one that cannot be read. Matching takes time in proportion to the lengths of
 * path and pattern multiplied, whatever they are.
 */
export function compilePattern(pattern: string, effort = new MatchEffort()): PathTest | undefined {
  effort.left -= pattern.length * 4
  const leading = pattern.startsWith('**')
  const trailing = pattern.endsWith('**')
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse([...pattern.toWellFormed()])
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
  const { choices, wild } = parsed
  if (!wild) {
    if (leading) return suffixTest(pattern.slice(2))
    if (trailing) return (path) => path.startsWith(pattern.slice(0, -2))
    return (path) => path === pattern
  }
  const ways = choices.map((elements, index) => [
    ...(index === 0 ? [] : [around]),
    ...elements,
    ...(index === choices.length - 1 ? [] : [around]),
  ])
  return (path) => {
    const text = path.toWellFormed()
    return ways.some((elements) => run(elements, text, effort))
  }
}

/**
 * Throws BuildError (code `context`, `syntax error in pattern`) for a malformed pattern. The reference tries a
 * pattern on the path `.` and finds the mistakes on its way: in what stands before the second `*`, and behind it
 * where all of that stands for a `.`.
 */
export function checkPattern(pattern: string): void {
  // Only ranges and escapes can be malformed.
  if (!pattern.includes('[') && !pattern.includes('\\')) return
  const characters = [...pattern]
  let at = 0
  for (let part = 0; part < 2; part++) {
    while (characters[at] === '*') at++
    const end = endOfPart(characters, at)
    const elements = parsePart(characters.slice(at, end))
    if (elements.length !== 1 || !elements[0]?.('.')) return
    at = end
  }
}

/** Where the next `*` stands that is neither escaped nor inside brackets. */
function endOfPart(characters: readonly string[], start: number): number {
  let bracketed = false
  for (let at = start; at < characters.length; at++) {
    const character = characters[at]
    if (character === '\\') at++
    else if (character === '[') bracketed = true
    else if (character === ']') bracketed = false
    else if (character === '*' && !bracketed) return at
  }
  return characters.length
}

function parsePart(characters: readonly string[]): readonly CharacterTest[] {
  const tests: CharacterTest[] = []
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string
    if (character === '[') {
      const range = parseRange(characters, at)
      tests.push(range.test)
      at = range.end
    } else if (character === '?') tests.push(notSlash)
    else tests.push(literal(character === '\\' ? characterAt(characters, ++at) : character))
  }
  return tests
}

/** `**` in front of plain text: the text is the end of the path; `**` and a slash also match the path's start. */
function suffixTest(suffix: string): PathTest {
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1))
}

function parse(characters: readonly string[]): {
  readonly choices: readonly (readonly Element[])[]
  readonly wild: boolean
} {
  let elements: Element[] = []
  const choices = [elements]
  const leading = characters[0] === '*' && characters[1] === '*'
  let wild = false
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string
    if (character === '*' && characters[at + 1] === '*') {
      const start = at
      at++
      if (characters[at + 1] === '/') at++
      const last = at + 1 === characters.length
      elements.push(last ? { kind: 'many', test: anything } : { kind: 'directories' })
      // In front of plain text, or behind it, `**` needs no more than a comparison.
      if (start > 0 && (leading || !last)) wild = true
      continue
    }
    if (character === '*') elements.push({ kind: 'many', test: notSlash })
    else if (character === '?') elements.push({ kind: 'one', test: notSlash })
    else if (character === '[') {
      const range = parseRange(characters, at)
      if (range.reversed) throw malformed()
      elements.push({ kind: 'one', test: range.test })
      at = range.end
    } else if (character === '\\') {
      at++
      elements.push({ kind: 'one', test: escaped(characterAt(characters, at)) })
    } else if (character === '|') {
      elements = []
      choices.push(elements)
      continue
    } else {
      elements.push({ kind: 'one', test: literal(character) })
      continue
    }
    wild = true
  }
  return { choices, wild }
}

function literal(expected: string): CharacterTest {
  return (character) => character === expected
}

const classes: ReadonlyMap<string, RegExp> = new Map([
  ['d', /[0-9]/],
  ['D', /[^0-9]/],
  ['s', /[\t\n\f\r ]/],
  ['S', /[^\t\n\f\r ]/],
  ['w', /[0-9A-Za-z_]/],
  ['W', /[^0-9A-Za-z_]/],
])

/** What `\\` makes of a character: itself where it is punctuation, a class where it is the letter of one. */
function escaped(character: string): CharacterTest {
  const members = classes.get(character)
  if (members) return (other) => members.test(other)
  if (/[0-9A-Za-z\u0080-\u{10ffff}]/u.test(character)) throw malformed()
  return literal(character)
}

function malformed(): BuildError {
  return new BuildError('ignore-pattern', 'syntax error in pattern')
}

function characterAt(characters: readonly string[], at: number): string {
  const character = characters[at]
  if (character === undefined) throw malformed()
  return character
}

/** The range that starts at `[`: members, `a-z`, `^` in front for all others, `\x` for any character. */
function parseRange(characters: readonly string[], start: number) {
  let at = start + 1
  const negated = characters[at] === '^'
  if (negated) at++
  const ranges: (readonly [low: string, high: string])[] = []
  const member = (): string => {
    let character = characterAt(characters, at)
    if (character === '-' || character === ']') throw malformed()
    if (character === '\\') character = characterAt(characters, ++at)
    if (!character.isWellFormed()) throw malformed()
    at++
    characterAt(characters, at)
    return character
  }
  while (ranges.length === 0 || characters[at] !== ']') {
    const low = member()
    let high = low
    if (characters[at] === '-') {
      at++
      high = member()
    }
    ranges.push([low, high])
  }
  const test: CharacterTest = (character) =>
    ranges.some(([low, high]) => low <= character && character <= high) !== negated
  const reversed = ranges.some(([low, high]) => low > high)
  return { test, end: at, reversed }
}

/** Follows all ways through the pattern at once, one character of the path after the other. */
function run(elements: readonly Element[], path: string, effort: MatchEffort): boolean {
  let states = new Set<number>()
  // Inside the directories that `**` stands for a state counts half: it must see a slash to go on.
  const enter = (state: number, into: Set<number>) => {
    for (let at = state; !into.has(at); at++) {
      into.add(at)
      const element = elements[at]
      if (element === undefined || element.kind === 'one') return
      if (element.kind === 'directories') into.add(at + 0.5)
    }
  }
  enter(0, states)
  for (const character of path) {
    const next = new Set<number>()
    effort.left -= states.size
    if (effort.left < 0) return false
    for (const state of states) {
      if (!Number.isInteger(state)) {
        next.add(state)
        if (character === '/') enter(state + 0.5, next)
        continue
      }
      const element = elements[state]
      if (element === undefined || element.kind === 'directories' || !element.test(character)) continue
      enter(element.kind === 'many' ? state : state + 1, next)
    }
    if (next.size === 0) return false
    states = next
  }
  return states.has(elements.length)
}
