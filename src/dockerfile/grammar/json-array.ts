import { trimSpaceStart } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { ArgumentGrammar } from '../instruction-syntax.ts'
import { plainWords, splitAtWhiteSpace, wholeText } from './words.ts'

/**
 * The strings of a JSON array; undefined where the text is something else.
 * Throws BuildError (code `syntax`) for an array that holds anything but strings.
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
    throw new BuildError('syntax', 'when using JSON array syntax, arrays must be comprised of strings only')
  })
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
