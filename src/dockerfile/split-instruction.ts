import { isSpace, trimSpace, trimSpaceStart } from '../go/index.ts'
import { encodeText, isRawByte } from '../source/index.ts'
import { splitAtWhiteSpace } from './grammar/words.ts'

/** A flag as it was written; offsets count from the start of the logical line. */
export interface WrittenFlag {
  readonly name: string
  readonly value: string | undefined
  readonly start: number
  readonly end: number
  /** Where each character of the text without quotes and escapes starts and ends, `--` and `=` included, where asked for. */
  readonly characters: FlagCharacters | undefined
}

/** Offsets in the logical line, one for each character of a flag. */
export interface FlagCharacters {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** A logical line in its parts. */
export interface InstructionParts {
  readonly keyword: string
  readonly flags: readonly WrittenFlag[]
  readonly argumentText: string
}

/**
 * Splits a logical line into its keyword, the flags in front, and what follows them.
 * @param exactly asks for the place of each character of the flags
 */
export function splitInstruction(line: string, escapeToken: string, exactly = false): InstructionParts {
  const words = splitAtWhiteSpace(trimSpace(line), 2)
  const keyword = words[0] ?? ''
  const rest = words[1] ?? ''
  if (!rest.startsWith('--')) return { keyword, flags: [], argumentText: trimSpace(rest) }
  const offset = line.length - trimSpaceStart(line.slice(line.indexOf(keyword) + keyword.length)).length
  const bytes = isAscii(rest) ? undefined : byteText(rest)
  const position = (at: number): number => (bytes ? (bytes.offsets[at] as number) : at)
  const { flags, end } = readFlags(bytes?.text ?? rest, escapeToken, offset, bytes?.offsets, exactly)
  return { keyword, flags, argumentText: trimSpace(rest.slice(position(end))) }
}

/**
 * Reads words that start with `--`, up to the first that does not, or up to a bare `--`. Quotes and escapes
 * are taken away. `end` is where the arguments begin.
 * @param offset where the text starts in the logical line
 * @param offsets the offset in the text as it is written of each character, where that is another one
 */
function readFlags(
  text: string,
  escapeToken: string,
  offset: number,
  offsets: Uint32Array | undefined,
  exactly: boolean,
): { flags: WrittenFlag[]; end: number } {
  const flags: WrittenFlag[] = []
  let at = 0
  for (;;) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++
    if (!text.startsWith('--', at)) return { flags, end: at }
    const start = at
    const characters: { starts: number[]; ends: number[] } | undefined = exactly
      ? { starts: [], ends: [] }
      : undefined
    const word = readWord(text, start, escapeToken, characters)
    at = word.end
    if (word.text === '--') return { flags, end: at }
    const equals = word.text.indexOf('=')
    flags.push({
      name: equals < 0 ? word.text.slice(2) : word.text.slice(2, equals),
      value: equals < 0 ? undefined : word.text.slice(equals + 1),
      start: offset + (offsets ? (offsets[start] as number) : start),
      end: offset + (offsets ? (offsets[at] as number) : at),
      characters: characters && {
        starts: characters.starts.map((from) => offset + (offsets ? (offsets[from] as number) : from)),
        ends: characters.ends.map((from) => offset + (offsets ? (offsets[from] as number) : from)),
      },
    })
  }
}

function readWord(
  text: string,
  start: number,
  escapeToken: string,
  characters: { readonly starts: number[]; readonly ends: number[] } | undefined,
): { text: string; end: number } {
  let word = ''
  let quoted = ''
  let at = start
  for (; at < text.length; at++) {
    let character = text[at] as string
    if (quoted === '' && isSpace(text.charCodeAt(at))) break
    if (quoted === '' ? character === '"' || character === "'" : character === quoted) {
      quoted = quoted === '' ? character : ''
      continue
    }
    const from = at
    if (character === escapeToken) {
      at++
      if (at === text.length) break
      character = text[at] as string
    }
    characters?.starts.push(from)
    characters?.ends.push(at + 1)
    word += character
  }
  return { text: word, end: at }
}

// The reference reads flags byte by byte and takes each byte for a character, which shows in any flag that is
// not ASCII. Such lines are read as a text with one character for each byte.

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** The text with one character for each byte, and the offset in the text of each of them. */
function byteText(text: string): { readonly text: string; readonly offsets: Uint32Array } {
  const bytes = encodeText(text)
  const offsets = new Uint32Array(bytes.length + 1).fill(text.length)
  const parts: string[] = []
  let next = 0
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number
    const length = code < 0x80 || isRawByte(code) ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    offsets[next] = at
    at += code > 0xffff ? 2 : 1
    // A byte inside a character stands for what is behind the character.
    offsets.fill(at, next + 1, next + length)
    for (const end = next + length; next < end; next++) parts.push(String.fromCharCode(bytes[next] as number))
  }
  return { text: parts.join(''), offsets }
}
