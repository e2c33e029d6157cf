import { BuildError, type ErrorCode, encodeText } from '../source/index.ts'
import { quote } from './quote.ts'

/** A value that JSON holds. */
export type ParsedJson =
  | string
  | number
  | boolean
  | null
  | readonly ParsedJson[]
  | { readonly [key: string]: ParsedJson }

/**
 * The value of a JSON text. Throws BuildError (of the code given) with the words of Go's encoding/json
 * (`invalid character 'x' looking for beginning of value`, `unexpected end of JSON input`).
 */
export function parseJson(text: string, code: ErrorCode = 'option'): ParsedJson {
  const problem = text.length > DEEPEST ? jsonProblem(text) : undefined
  if (problem !== undefined) throw new BuildError(code, problem)
  try {
    return JSON.parse(text)
  } catch {
    throw new BuildError(code, jsonProblem(text) ?? END)
  }
}

/** So deep lists and objects may be nested. */
const DEEPEST = 10_000

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORDS = ['true', 'false', 'null']
const END = 'unexpected end of JSON input'

/** What is wrong with a text that is no JSON, or is nested too deep; undefined for any other. */
export function jsonProblem(json: string): string | undefined {
  // Go looks whether a space could come next where the text ends.
  const text = `${json} `
  const open: ('[' | '{')[] = []
  let at = 0
  /** What may stand at `at`: a value, a value or `]`, a key or `}`, a key. */
  let expected: 'value' | 'first element' | 'first key' | 'key' = 'value'
  for (;;) {
    at = skipSpace(text, at)
    const char = text[at]
    if (char === undefined) return END
    const empty: boolean =
      (expected === 'first element' && char === ']') || (expected === 'first key' && char === '}')
    if (empty) {
      open.pop()
      at++
    } else if (expected === 'key' || expected === 'first key') {
      if (char !== '"') return invalid(char, 'looking for beginning of object key string')
      const end = stringEnd(text, at)
      if (typeof end === 'string') return end
      at = skipSpace(text, end)
      const colon = text[at]
      if (colon === undefined) return END
      if (colon !== ':') return invalid(colon, 'after object key')
      at++
      expected = 'value'
      continue
    } else if (char === '[' || char === '{') {
      open.push(char)
      if (open.length > DEEPEST) return invalid(char, 'exceeded max depth')
      at++
      expected = char === '[' ? 'first element' : 'first key'
      continue
    } else {
      const end = scalarEnd(text, at)
      if (typeof end === 'string') return end
      at = end
    }
    // A value has ended: close what it closes.
    for (;;) {
      at = skipSpace(text, at)
      const next = text[at]
      const around = open.at(-1)
      if (around === undefined) return next === undefined ? undefined : invalid(next, 'after top-level value')
      if (next === undefined) return END
      at++
      if (next === ',') {
        expected = around === '[' ? 'value' : 'key'
        break
      }
      if (next !== (around === '[' ? ']' : '}')) {
        return invalid(next, around === '[' ? 'after array element' : 'after object key:value pair')
      }
      open.pop()
    }
  }
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at
  SPACE.exec(text)
  return SPACE.lastIndex
}

/** Where the string, number or word that begins at `at` ends, or what is wrong with it. */
function scalarEnd(text: string, at: number): number | string {
  const char = text[at] as string
  if (char === '"') return stringEnd(text, at)
  if (char === '-' || (char >= '0' && char <= '9')) return numberEnd(text, at)
  const word = WORDS.find((known) => known[0] === char)
  if (word === undefined) return invalid(char, 'looking for beginning of value')
  for (let i = 1; i < word.length; i++) {
    const next = text[at + i]
    if (next === undefined) return END
    if (next !== word[i]) return invalid(next, `in literal ${word} (expecting '${word[i]}')`)
  }
  return at + word.length
}

function numberEnd(text: string, at: number): number | string {
  NUMBER.lastIndex = at
  const matched = NUMBER.exec(text)?.[0]
  if (matched === undefined) {
    const next = text[at + 1]
    return next === undefined ? END : invalid(next, 'in numeric literal')
  }
  const end = at + matched.length
  const next = text[end]
  if (next === '.' && !/[.eE]/.test(matched)) return afterPoint(text[end + 1])
  if ((next === 'e' || next === 'E') && !/[eE]/.test(matched)) {
    const sign = text[end + 1]
    const digit = sign === '+' || sign === '-' ? text[end + 2] : sign
    return digit === undefined ? END : invalid(digit, 'in exponent of numeric literal')
  }
  return end
}

function afterPoint(char: string | undefined): string {
  return char === undefined ? END : invalid(char, 'after decimal point in numeric literal')
}

function stringEnd(text: string, start: number): number | string {
  for (let at = start + 1; ; at++) {
    const char = text[at]
    if (char === undefined) return END
    if (char === '"') return at + 1
    if (char < ' ') return invalid(char, 'in string literal')
    if (char !== '\\') continue
    const escaped = text[++at]
    if (escaped === undefined) return END
    if (escaped !== 'u') {
      if (!'"\\/bfnrt'.includes(escaped)) return invalid(escaped, 'in string escape code')
      continue
    }
    for (let digit = 0; digit < 4; digit++) {
      const hex = text[++at]
      if (hex === undefined) return END
      if (!/[0-9a-fA-F]/.test(hex)) return invalid(hex, 'in \\u hexadecimal character escape')
    }
  }
}

/** Go looks at bytes: of a longer character it shows the first, as Latin-1. */
function invalid(char: string, where: string): string {
  const unit = char.charCodeAt(0)
  // Half of a character of four bytes: the first of them is in its upper bits.
  const first =
    unit >= 0xd800 && unit < 0xdc00 ? 0xf0 | ((0x10000 + ((unit - 0xd800) << 10)) >> 18) : undefined
  const byte = String.fromCharCode(first ?? (encodeText(char)[0] as number))
  const shown = byte === "'" ? "\\'" : byte === '"' ? '"' : quote(byte).slice(1, -1)
  return `invalid character '${shown}' ${where}`
}
