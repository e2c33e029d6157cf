import { trimSpaceStart } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { ArgumentGrammar } from '../instruction-syntax.ts'
import { plainWords, splitAtWhiteSpace, wholeText } from './words.ts'

/**
 * The strings of a JSON array; undefined where the text is something else.
 * Throws BuildError (code `json-not-strings`) for an array that holds anything but strings.
 */
export function jsonStrings(text: string): readonly string[] | undefined {
  const json = trimSpaceStart(text)
  if (!json.startsWith('[')) return undefined
  let items: readonly unknown[]
  try {
    items = JSON.parse(json)
  } catch {
    return undefined
  }
  // A number that no float holds is malformed to the reference.
  if (items.some((item) => item === Number.POSITIVE_INFINITY || item === Number.NEGATIVE_INFINITY)) {
    return undefined
  }
  return items.map((item) => {
    if (typeof item === 'string') return item.toWellFormed()
    throw new BuildError(
      'json-not-strings',
      'when using JSON array syntax, arrays must be comprised of strings only',
    )
  })
}

/** Where the strings of an array stand that `jsonStrings` has read, their quotes included. */
export function jsonStringPlaces(text: string): readonly { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = []
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    const start = at
    at++
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    at++
    places.push({ start, end: at })
  }
  return places
}

/** Where the characters of a JSON string start; the end of the last one is where its closing quote stands. */
export function jsonCharacterStarts(json: string): readonly number[] {
  const starts: number[] = []
  for (let at = 1; at < json.length - 1; ) {
    starts.push(at)
    at += json[at] !== '\\' ? 1 : json[at + 1] === 'u' ? 6 : 2
  }
  starts.push(json.length - 1)
  return starts
}

/** A JSON array of strings, or else all of the text as one argument (RUN, CMD). */
export const jsonOrText: ArgumentGrammar = (text, context) => {
  const words = jsonStrings(text)
  return words ? { form: 'json', words } : wholeText(text, context)
}

/** A JSON array of strings, or else words between white space (COPY, VOLUME). */
export const jsonOrWords: ArgumentGrammar = (text, context) => {
  const words = jsonStrings(text)
  return words ? { form: 'json', words } : plainWords(text, context)
}

/** A first word, then a JSON array of strings or text (HEALTHCHECK). */
export const typeAndJsonOrText: ArgumentGrammar = (text, context) => {
  const [type, rest = ''] = splitAtWhiteSpace(text, 2)
  if (type === undefined) return { form: 'words', words: [] }
  const command = jsonOrText(rest, context)
  return { form: command.form === 'json' ? 'json' : 'text', words: [type, ...command.words] }
}
