import { BuildError } from '../source/index.ts'
import { quote } from './quote.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/**
 * The text with its `%XX` escapes replaced by the bytes that they stand for.
 * Throws BuildError (`invalid URL escape "…"`).
 */
export function unescapePath(text: string): string {
  const first = text.indexOf('%')
  if (first < 0) return text
  const malformed = /%(?![0-9a-fA-F]{2})/.exec(text)
  if (malformed) {
    const shown = [...text.slice(malformed.index, malformed.index + 3)].join('')
    throw new BuildError('conversion', `invalid URL escape ${quote(shown)}`)
  }
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = new Uint8Array(run.length / 3)
    for (let at = 0; at < bytes.length; at++)
      bytes[at] = Number.parseInt(run.slice(3 * at + 1, 3 * at + 3), 16)
    return decoder.decode(bytes)
  })
}

/** As `unescapePath`, with `+` for a space: a key or value of a query. */
export function unescapeQuery(text: string): string {
  return unescapePath(text.replaceAll('+', ' '))
}

/** The text with every byte but letters, digits and `allowed` ASCII characters written as `%XX`. */
export function percentEncode(text: string, allowed: string): string {
  let encoded = ''
  for (const byte of encoder.encode(text)) {
    const character = String.fromCharCode(byte)
    encoded +=
      byte < 0x80 && (/[A-Za-z0-9]/.test(character) || allowed.includes(character))
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return encoded
}
