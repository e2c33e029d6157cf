import { lastNotAbove } from '../source/index.ts'
import type { Line } from './lines.ts'

/** An instruction's line with its continuations joined. */
export interface LogicalLine {
  readonly text: string
  /** Whether lines inside it are empty, comments not counted. */
  readonly hasEmptyLines: boolean
  /** The offset in the file of an offset in the text. */
  offsetOf(offset: number): number
}

/** A line that is an instruction by itself, from `start` (an offset in the file) on; undefined where it goes on. */
export function wholeLine(line: Line, start: number, escapeToken: string): LogicalLine | undefined {
  const text = line.content.slice(start - line.start)
  if (continuation(text, escapeToken) >= 0) return undefined
  return { text, hasEmptyLines: false, offsetOf: (offset) => start + offset }
}

/** Joins physical lines, one after the other. */
export class LogicalLineBuilder {
  readonly #escape: string
  readonly #parts: string[] = []
  /** Where the parts start in the logical line, and in the file. */
  readonly #starts: number[] = []
  readonly #fileStarts: number[] = []
  #length = 0
  #hasEmptyLines = false

  constructor(escapeToken: string) {
    this.#escape = escapeToken
  }

  /** Adds a line from `start` (an offset in the file) on. True where it is the last one. */
  add(line: Line, start: number): boolean {
    const content = line.content.slice(start - line.start)
    const end = continuation(content, this.#escape)
    const part = end < 0 ? content : content.slice(0, end)
    this.#parts.push(part)
    this.#starts.push(this.#length)
    this.#fileStarts.push(start)
    this.#length += part.length
    return end < 0
  }

  addEmpty(): void {
    this.#hasEmptyLines = true
  }

  finish(): LogicalLine {
    const starts = this.#starts
    const fileStarts = this.#fileStarts
    const [only] = this.#parts
    return {
      text: only !== undefined && this.#parts.length === 1 ? only : this.#parts.join(''),
      hasEmptyLines: this.#hasEmptyLines,
      offsetOf: (offset) => {
        const part = lastNotAbove(starts, offset)
        return (fileStarts[part] as number) + offset - (starts[part] as number)
      },
    }
  }
}

/**
 * Where the escape character stands that continues a line: the last thing on it, save for blanks, and not
 * behind another escape character. -1 where the line is not continued.
 */
function continuation(content: string, escapeToken: string): number {
  let at = content.length - 1
  while (at >= 0 && (content[at] === ' ' || content[at] === '\t')) at--
  if (at < 0 || content[at] !== escapeToken) return -1
  return at > 0 && content[at - 1] === escapeToken ? -1 : at
}
