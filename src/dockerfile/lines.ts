import { type SourceFile, textStart } from '../source/index.ts'

/** The longest line that the reference takes, in bytes of UTF-8, its line feed not counted. */
export const LONGEST_LINE = 65535

/** A physical line. Offsets count UTF-16 units of the file's text. */
export interface Line {
  /** Counts from 1. */
  readonly number: number
  readonly start: number
  /** The end of what is written, line breaks at the end not counted. */
  readonly contentEnd: number
  /** Behind the line feed, or the end of the text. */
  readonly end: number
  /** The line without carriage returns and line feed at its end. */
  readonly content: string
}

/** Reads a file line by line, up to its end or to a line that is too long. */
export class LineReader {
  #last: Line | undefined
  readonly #text: string
  /** The number of the first line that is too long, 0 where there is none. */
  readonly #tooLong: number
  #at: number

  /** @param from where to begin; there, lines count from 1 and have been found short enough before */
  constructor(file: SourceFile, from?: number) {
    this.#text = file.text
    this.#tooLong = from === undefined ? findTooLong(file.bytes) : 0
    this.#at = from ?? textStart(file)
  }

  /** The line that was read last. */
  get last(): Line | undefined {
    return this.#last
  }

  /** How many lines have been read. */
  get count(): number {
    return this.#last?.number ?? 0
  }

  /** The number of the last line that may be read for now. */
  limit = Number.POSITIVE_INFINITY

  /** True once a line that is too long has stopped the reading. */
  get stopped(): boolean {
    return this.#tooLong === this.count + 1
  }

  /** Goes back to where a line had just been read. */
  goBackTo(line: Line): void {
    this.#last = line
    this.#at = line.end
  }

  /** Passes over lines that begin so, of which a file may have millions: a line feed, or a `#`. */
  skip(first: '\n' | '#'): void {
    const text = this.#text
    let at = this.#at
    let start = at
    let number = this.count
    while (text[at] === first && number + 1 !== this.#tooLong) {
      start = at
      at = text.indexOf('\n', at) + 1 || text.length
      number++
    }
    if (number === this.count) return
    this.#last = { number, start, contentEnd: start, end: at, content: '' }
    this.#at = at
  }

  next(): Line | undefined {
    const text = this.#text
    const start = this.#at
    if (start >= text.length || this.stopped || this.count >= this.limit) return undefined
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed + 1
    let contentEnd = feed < 0 ? end : feed
    while (contentEnd > start && text.charCodeAt(contentEnd - 1) === 0x0d) contentEnd--
    this.#at = end
    const content = text.slice(start, contentEnd)
    this.#last = { number: this.count + 1, start, contentEnd, end, content }
    return this.#last
  }
}

function findTooLong(bytes: Uint8Array): number {
  if (bytes.length <= LONGEST_LINE) return 0
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed
    if (end - start > LONGEST_LINE) return line
    start = end + 1
  }
  return 0
}
