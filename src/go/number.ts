import { BuildError } from '../source/index.ts'
import { quote } from './quote.ts'

/** Why a text is no number; the words that Go's strconv uses. */
export type NumberProblem = 'invalid syntax' | 'value out of range'

const trueWords = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const falseWords = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

/** The boolean that a word stands for, undefined where it stands for none. */
export function readBool(text: string): boolean | undefined {
  return trueWords.has(text) ? true : falseWords.has(text) ? false : undefined
}

/** The boolean that a word stands for. Throws BuildError (`strconv.ParseBool: …`) for any other word. */
export function parseBool(text: string): boolean {
  const value = readBool(text)
  if (value === undefined) throw failure('ParseBool', text, 'invalid syntax')
  return value
}

/** An unsigned integer of at most `bits` bits, or what is wrong with the text. No sign is allowed. */
export function readUnsigned(text: string, base: 8 | 10 = 10, bits = 64): bigint | NumberProblem {
  const digits = base === 8 ? /^[0-7]*/ : /^[0-9]*/
  const head = (digits.exec(text) as RegExpExecArray)[0]
  const significant = head.replace(/^0+/, '')
  // Go stops at the digit that overflows, before it has seen what follows.
  if (significant.length > 24) return 'value out of range'
  const value = significant === '' ? 0n : BigInt(base === 8 ? `0o${significant}` : significant)
  if (value >= 1n << BigInt(bits)) return 'value out of range'
  if (head.length !== text.length || text === '') return 'invalid syntax'
  return value
}

/** A signed integer of at most `bits` bits, or what is wrong with the text. */
export function readInteger(text: string, base: 8 | 10 = 10, bits = 64): bigint | NumberProblem {
  const negative = text.startsWith('-')
  const magnitude = readUnsigned(negative || text.startsWith('+') ? text.slice(1) : text, base, bits)
  if (typeof magnitude === 'string') return magnitude
  const limit = 1n << BigInt(bits - 1)
  if (negative ? magnitude > limit : magnitude >= limit) return 'value out of range'
  return negative ? -magnitude : magnitude
}

/** As `readUnsigned`. Throws BuildError (`strconv.ParseUint: …`). */
export function parseUnsigned(text: string, base: 8 | 10 = 10, bits = 64): bigint {
  const value = readUnsigned(text, base, bits)
  if (typeof value === 'string') throw failure('ParseUint', text, value)
  return value
}

/** As `readInteger`. Throws BuildError (`strconv.ParseInt: …`). */
export function parseInteger(text: string, base: 8 | 10 = 10, bits = 64): bigint {
  const value = readInteger(text, base, bits)
  if (typeof value === 'string') throw failure('ParseInt', text, value)
  return value
}

const decimal = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/
const special = /^([+-]?)(inf|infinity|nan)$/i

/** A decimal floating-point number. Throws BuildError (`strconv.ParseFloat: …`). */
export function parseFloatingPoint(text: string): number {
  if (decimal.test(text)) {
    const value = Number(text)
    if (!Number.isFinite(value)) throw failure('ParseFloat', text, 'value out of range')
    return value
  }
  const word = special.exec(text)
  if (!word) throw failure('ParseFloat', text, 'invalid syntax')
  if (/^nan$/i.test(word[2] as string)) {
    if (word[1] !== '') throw failure('ParseFloat', text, 'invalid syntax')
    return Number.NaN
  }
  return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

function failure(what: string, text: string, problem: NumberProblem): BuildError {
  return new BuildError('conversion', `strconv.${what}: parsing ${quote(text)}: ${problem}`)
}
