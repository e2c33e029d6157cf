import { isSpace } from '../go/index.ts'
import { lastNotAbove } from '../source/index.ts'
import type { Line, LineReader } from './lines.ts'

/** An instruction's line with its continuations joined. */
export interface LogicalLine {
  readonly text: string
  /** Whether lines inside it are empty, comments not counted. */
  readonly hasEmptyLines: boolean
  /** Where the physical lines that it is joined of start in its text; not empty. */
  readonly starts: readonly number[]
  /** Where the same start in the file. */
  readonly fileStarts: readonly number[]
}

/** The offset in the file of an offset in a logical line. */
export function fileOffset({ starts, fileStarts }: LogicalLine, offset: number): number {
  const part = starts.length === 1 ? 0 : lastNotAbove(starts, offset)
  return (fileStarts[part] as number) + offset - (starts[part] as number)
}

/**
 * Reads an instruction's line, continuations joined, comments and empty lines inside it dropped.
 * @param lines has just read the first line, and is left behind the last one
 * @param start where in the file the instruction begins
 * @param onComment told of each line that is a comment, and where its `#` stands
 */
export function readLogicalLine(
  lines: LineReader,
  first: Line,
  start: number,
  escapeToken: string,
  onComment: (line: Line, start: number) => void,
): LogicalLine {
  const text = first.content.slice(start - first.start)
  if (continuation(text, escapeToken) < 0) {
    return { text, hasEmptyLines: false, starts: atStart, fileStarts: [start] }
  }
  const builder = new LogicalLineBuilder(escapeToken)
  for (let complete = builder.add(first, start); !complete; ) {
    const line = lines.next()
    if (!line) break
    const behind = behindSpace(line)
    if (line.content[behind - line.start] === '#') onComment(line, behind)
    else if (behind === line.contentEnd) builder.addEmpty()
    else complete = builder.add(line, line.start)
  }
  return builder.finish()
}

const atStart: readonly number[] = [0]

/** Where a line has something but white space; the end of its content where it is empty. */
export function behindSpace(line: Line): number {
  let at = 0
  while (at < line.content.length && isSpace(line.content.charCodeAt(at))) at++
  return line.start + at
}

/** Joins physical lines, one after the other. */
class LogicalLineBuilder {
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
    const [only] = this.#parts
    return {
      text: only !== undefined && this.#parts.length === 1 ? only : this.#parts.join(''),
      hasEmptyLines: this.#hasEmptyLines,
      starts: this.#starts,
      fileStarts: this.#fileStarts,
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
