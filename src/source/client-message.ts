import type { BuildError } from './build-error.ts'
import { lineAt } from './source-file.ts'
import type { Span } from './span.ts'

/** A longer piece of a file is no word that a message could name. */
const longestWord = 80

/**
 * The text of an error for a client that is shown nothing but that and an excerpt of lines: errors that are none
 * of the reference's name the very word, where the message does not, and say what the user can do.
 *
 * @example
 * clientMessage(new BuildError('policy', 'no USER', { hint: 'end with USER' })) // 'no USER (hint: end with USER)'
 */
export function clientMessage(error: BuildError): string {
  const { message, hint, focus } = error
  if (!error.own) return message
  const word = focus === undefined ? undefined : wordOf(focus)
  const notes = [
    ...(word === undefined || message.includes(word) ? [] : [`at ${JSON.stringify(word)}`]),
    ...(hint === undefined || message.includes(hint) ? [] : [`hint: ${hint}`]),
  ]
  return notes.length === 0 ? message : `${message} (${notes.join('; ')})`
}

function wordOf({ file, start, end }: Span): string | undefined {
  const word = file.text.slice(start, end).trim()
  const oneLine = lineAt(file, start) === lineAt(file, Math.max(start, end - 1))
  return word !== '' && oneLine && word.length <= longestWord ? word : undefined
}
