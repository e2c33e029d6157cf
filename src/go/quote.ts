import { isRawByte } from '../source/index.ts'

const plain = /^[ !#-[\]-~]*$/
const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

/** The text between double quotes as Go's `%q` writes it: everything that cannot be printed is escaped. */
export function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`
  const parts: string[] = []
  for (const character of text) parts.push(quoteCharacter(character))
  return `"${parts.join('')}"`
}

function isPrintable(character: string): boolean {
  // In here, it is compiled where it is needed: it takes longer than any other.
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)
}

function quoteCharacter(character: string): string {
  const short = escapes[character]
  if (short !== undefined) return short
  if (character === ' ' || isPrintable(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (isRawByte(code)) return `\\x${(code & 0xff).toString(16)}`
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}
