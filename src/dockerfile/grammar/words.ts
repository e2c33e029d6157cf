import { isSpace } from '../../go/index.ts'
import type { ArgumentGrammar } from '../instruction-syntax.ts'

/**
 * Splits at white space that is neither quoted nor escaped. Quotes and escapes stay in the words; an escape
 * character at the very end is dropped.
 */
export function splitQuotedWords(text: string, escapeToken: string): readonly string[] {
  const words: string[] = []
  text = text.toWellFormed()
  let at = 0
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++
      continue
    }
    const start = at
    let quoted = ''
    let end = text.length
    for (; at < text.length; at++) {
      const character = text[at] as string
      if (quoted === '' && isSpace(text.charCodeAt(at))) {
        end = at
        break
      }
      if (character === escapeToken && quoted !== "'") {
        if (at + 1 === text.length) end = at
        else at++
      } else if (quoted !== '') {
        if (character === quoted) quoted = ''
      } else if (character === '"' || character === "'") quoted = character
    }
    if (end > start) words.push(text.slice(start, end))
    at = Math.max(at, end)
  }
  return words
}

const whiteSpace = /[\t\v\f\r ]+/

/** Splits at white space, whatever is quoted; `limit` stops after so many words, the last being the rest. */
export function splitAtWhiteSpace(text: string, limit?: 2): readonly string[] {
  if (text === '') return []
  if (limit === undefined) return text.split(whiteSpace)
  const end = findWhiteSpace(text)
  return end === text.length ? [text] : [text.slice(0, end), text.slice(skipWhiteSpace(text, end))]
}

/** Where white space begins; the end of the text where there is none. */
function findWhiteSpace(text: string): number {
  let at = 0
  while (at < text.length && !separates(text.charCodeAt(at))) at++
  return at
}

/** Where white space that begins at an offset ends. */
function skipWhiteSpace(text: string, offset: number): number {
  let at = offset
  while (at < text.length && separates(text.charCodeAt(at))) at++
  return at
}

/** Blank, tab, vertical tab, form feed, carriage return. */
function separates(code: number): boolean {
  return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d)
}

/** Words between white space, quotes not heeded (FROM, EXPOSE). */
export const plainWords: ArgumentGrammar = (text) => ({ form: 'words', words: splitAtWhiteSpace(text) })

/** Words between white space that is not quoted (ARG). */
export const quotedWords: ArgumentGrammar = (text, { escape: escapeToken }) => ({
  form: 'words',
  words: splitQuotedWords(text, escapeToken),
})

/** All of the text as one argument (WORKDIR, USER). */
export const wholeText: ArgumentGrammar = (text) => ({ form: 'text', words: text === '' ? [] : [text] })
