/** A text parts of which are blanked: everything that stays keeps its line and its column. */
export class BlankedText {
  readonly source: string
  /** Pieces to write over, by where they start; they do not overlap. */
  readonly #patches = new Map<number, string>()

  constructor(source: string) {
    this.source = source
  }

  /**
   * Blanks `[start, end)`; line breaks stay. With `first`, that character stands in place of the first one.
   * What was said first of an offset holds.
   */
  blank(start: number, end: number, first = ' '): void {
    if (start >= end || this.#patches.has(start)) return
    const blanks = this.source.slice(start, end).replace(/[^\n\r\u2028\u2029]/g, ' ')
    this.#patches.set(start, first + blanks.slice(1))
  }

  /** Writes one character over the one at an offset that nothing else blanks. */
  write(offset: number, character: string): void {
    this.#patches.set(offset, character)
  }

  /** The first offset from `start` on at which something else than white space and comments stands. */
  skipTrivia(start: number): number {
    trivia.lastIndex = start
    return start + (trivia.exec(this.source)?.[0].length ?? 0)
  }

  toString(): string {
    let text = ''
    let end = 0
    for (const [start, patch] of [...this.#patches].sort(([a], [b]) => a - b)) {
      // What lies within something that is blanked as a whole is blank already.
      if (start < end) continue
      text += this.source.slice(end, start) + patch
      end = start + patch.length
    }
    return text + this.source.slice(end)
  }
}

const trivia = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y
