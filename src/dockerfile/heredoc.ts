import { emptyEnvironment, expandWords } from './expansion/index.ts'

/** What `<<word` says of a here-document. */
export interface HeredocWord {
  readonly name: string
  readonly fileDescriptor: number
  readonly expand: boolean
  readonly chomp: boolean
}

const form = /^([0-9]*)<<(-?)[\t\n\f\r ]*([^<]*)$/

/**
 * Reads one word as the start of a here-document; undefined where it is something else.
 * Throws BuildError (code `expansion`) for malformed quoting.
 */
export function parseHeredocWord(text: string): HeredocWord | undefined {
  const match = text.includes('<<') ? form.exec(text) : null
  const written = match?.[3] ?? ''
  if (!match || written === '') return undefined
  const [name, more] = expandWords(written, emptyEnvironment, { skipUnset: true })
  if (name === undefined || more !== undefined) return undefined
  const [raw = ''] = expandWords(written, emptyEnvironment, { skipUnset: true, rawQuotes: true })
  return {
    name,
    fileDescriptor: Number(match[1]),
    // Quotes anywhere in the word keep the content as it is.
    expand: countQuotes(name) === countQuotes(raw),
    chomp: match[2] === '-',
  }
}

/** As `parseHeredocWord`, with malformed quoting taken for something else. */
export function heredocWord(text: string): HeredocWord | undefined {
  try {
    return parseHeredocWord(text)
  } catch {
    return undefined
  }
}

/** The here-documents that a logical line announces, in order. Throws as `parseHeredocWord` does. */
export function heredocWordsOf(line: string): readonly HeredocWord[] {
  return wordsOf(line)
    .map(parseHeredocWord)
    .filter((word) => word !== undefined)
}

function wordsOf(line: string): readonly string[] {
  try {
    return expandWords(line, emptyEnvironment, { skipUnset: true, rawQuotes: true, rawEscapes: true })
  } catch {
    return [] // malformed quoting announces nothing
  }
}

/** Where the words that announce here-documents stand in a logical line, in order. */
export function heredocPlaces(line: string): readonly { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = []
  let at = 0
  for (const word of wordsOf(line)) {
    // All words are as they are written, but for those that lose what stands in front of a substitution.
    const start = line.indexOf(word, at)
    if (start < 0) continue
    at = start + word.length
    if (parseHeredocWord(word)) places.push({ start, end: at })
  }
  return places
}

/** Where the name stands in a word that announces a here-document. */
export function heredocNameStart(word: string): number {
  return word.length - (form.exec(word)?.[3] ?? '').length
}

/** The content of a `<<-` document: without the tabs at the start of each line. */
export function chompHeredoc(content: string): string {
  return content.replace(/(^|\n)\t+/g, '$1')
}

function countQuotes(text: string): number {
  let count = 0
  for (const character of text) if (character === '"' || character === "'") count++
  return count
}
