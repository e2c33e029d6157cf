import { stillWorking } from '../../source/index.ts'
import type { TextBudget } from './text-budget.ts'

/**
 * Shell patterns of `${name#pattern}` and its kin: `*` is any text, `?` any character, both within a line;
 * a backslash takes `*`, `?` and itself literally and is dropped before `}` and `/`.
 */
export type Pattern = readonly number[]

const ANY_CHARACTER = -1
const ANY_TEXT = -2
const LINE_BREAK = 0x0a
const BACKSLASH = 0x5c

/** So many steps take a few milliseconds. */
const stepsBetweenLooks = 1 << 16

/** A pattern read, or what is wrong with it. */
export type PatternReading =
  | { readonly pattern: Pattern; readonly problem?: undefined }
  | { readonly problem: string }

/** Reads a pattern. A byte order mark at its start is not part of it. */
export function readPattern(text: string): PatternReading {
  const pattern: number[] = []
  const characters = text[Symbol.iterator]()
  let next = characters.next()
  if (next.value === '\uFEFF') next = characters.next()
  for (; !next.done; next = characters.next()) {
    const code = next.value.codePointAt(0) as number
    if (code === 0x2a) {
      if (pattern[pattern.length - 1] !== ANY_TEXT) pattern.push(ANY_TEXT)
    } else if (code === 0x3f) pattern.push(ANY_CHARACTER)
    else if (code !== BACKSLASH) pattern.push(code)
    else {
      next = characters.next()
      if (next.done) return { problem: "invalid escape '\\\uFFFD'" }
      if (!'*?\\}/'.includes(next.value)) return { problem: `invalid escape '\\${next.value}'` }
      pattern.push(next.value.codePointAt(0) as number)
    }
  }
  return { pattern }
}

/** A place in a text where a pattern matches, `[start, end)`. */
export interface Match {
  readonly start: number
  readonly end: number
}

/** How a pattern is looked for. */
export interface SearchOptions {
  /** Whether each `*` takes as much as it can, or as little. */
  readonly greedy: boolean
  /** Pays for the steps that it takes. */
  readonly budget: TextBudget
}

/**
 * Finds a pattern in one text: the leftmost match, in which each `*` takes as much (greedy) or as little as it
 * can, the first ones first. All ways to match are followed at once, so that the time is bounded by the length
 * of the text times that of the pattern, whatever the pattern is.
 */
export class PatternSearch {
  readonly #pattern: Pattern
  readonly #text: string
  readonly #greedy: boolean
  /** The step in which a state of the pattern was last listed, so that each is listed once. */
  readonly #listed: Int32Array
  #step = 0
  readonly #budget: TextBudget
  /** Steps that are not paid for yet. */
  #steps = 0

  constructor(pattern: Pattern, text: string, { greedy, budget }: SearchOptions) {
    this.#budget = budget
    this.#pattern = pattern
    this.#text = text
    this.#greedy = greedy
    this.#listed = new Int32Array(pattern.length + 1)
  }

  /** The match that starts at `from`, or where `anchored` is false at the first place behind it. */
  find(from: number, anchored: boolean): Match | undefined {
    const pattern = this.#pattern
    const text = this.#text
    let current: Thread[] = []
    let match: Match | undefined
    this.#step++
    for (let at = from; ; ) {
      if (match === undefined && (!anchored || at === from)) {
        if (current.length === 0) at = this.#nextCandidate(at, anchored)
        if (at < 0) return undefined
        this.#list(current, 0, at)
      }
      if (current.length === 0) return match
      const code = at < text.length ? (text.codePointAt(at) as number) : undefined
      const following: Thread[] = []
      this.#step++
      this.#steps += current.length
      if (this.#steps > stepsBetweenLooks) {
        this.#budget.match(this.#steps)
        this.#steps = 0
        stillWorking()
      }
      for (const { state, start } of current) {
        const token = pattern[state]
        if (token === undefined) {
          match = { start, end: at }
          break
        }
        if (code === undefined) continue
        if (token === ANY_TEXT) {
          if (code !== LINE_BREAK) this.#list(following, state, start)
        } else if (token === ANY_CHARACTER ? code !== LINE_BREAK : token === code) {
          this.#list(following, state + 1, start)
        }
      }
      if (code === undefined) return match
      current = following
      at += code > 0xffff ? 2 : 1
    }
  }

  /** The first place from `at` on where a match can start, -1 where there is none. */
  #nextCandidate(at: number, anchored: boolean): number {
    const first = this.#pattern[0]
    if (anchored || first === undefined || first < 0) return at
    return this.#text.indexOf(String.fromCodePoint(first), at)
  }

  /** Lists a state and those that are reached from it for nothing, the preferred ones first. */
  #list(threads: Thread[], state: number, start: number): void {
    if (this.#listed[state] === this.#step) return
    this.#listed[state] = this.#step
    if (this.#pattern[state] !== ANY_TEXT) {
      threads.push({ state, start })
      return
    }
    if (this.#greedy) threads.push({ state, start })
    if (this.#listed[state + 1] !== this.#step) {
      this.#listed[state + 1] = this.#step
      threads.push({ state: state + 1, start })
    }
    if (!this.#greedy) threads.push({ state, start })
  }
}

interface Thread {
  readonly state: number
  readonly start: number
}
