import { BuildError } from '../source/index.ts'

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

/**
 * Compiles a pattern of an ignore file: `*`, `?`, `[…]`, `\x` and `**`. Matching takes time in proportion to
 * the lengths of path and pattern multiplied, whatever they are.
 * Throws BuildError (code `context`, `syntax error in pattern`).
 */
export function compilePattern(pattern: string): PathTest {
  const { elements, wild } = parse([...pattern])
  const leading = pattern.startsWith('**')
  const trailing = pattern.endsWith('**')
  if (!wild) {
    if (leading) return suffixTest(pattern.slice(2))
    if (trailing) return (path) => path.startsWith(pattern.slice(0, -2))
    return (path) => path === pattern
  }
  return (path) => run(elements, path)
}

/** `**` in front of plain text: the text is the end of the path; `**` and a slash also match the path's start. */
function suffixTest(suffix: string): PathTest {
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1))
}

function parse(characters: readonly string[]): { readonly elements: Element[]; readonly wild: boolean } {
  const elements: Element[] = []
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
      elements.push({ kind: 'one', test: range.test })
      at = range.end
    } else if (character === '\\') {
      at++
      elements.push({ kind: 'one', test: literal(characterAt(characters, at)) })
    } else {
      elements.push({ kind: 'one', test: literal(character) })
      continue
    }
    wild = true
  }
  return { elements, wild }
}

function literal(expected: string): CharacterTest {
  return (character) => character === expected
}

function characterAt(characters: readonly string[], at: number): string {
  const character = characters[at]
  if (character === undefined) throw new BuildError('context', 'syntax error in pattern')
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
    if (character === '-' || character === ']') throw new BuildError('context', 'syntax error in pattern')
    if (character === '\\') character = characterAt(characters, ++at)
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
  return { test, end: at }
}

/** Follows all ways through the pattern at once, one character of the path after the other. */
function run(elements: readonly Element[], path: string): boolean {
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
