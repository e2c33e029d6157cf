import { fileOffset, type LogicalLine } from '../logical-line.ts'

/** A range of offsets in the file. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** A text that was made of a part of the file, which knows where each of its UTF-16 units comes from. */
export class MappedText {
  readonly text: string
  readonly #startOf: (index: number) => number
  readonly #endOf: (index: number) => number
  /** Where it stands when it is empty. */
  readonly #origin: number

  private constructor(
    text: string,
    startOf: (index: number) => number,
    endOf: (index: number) => number,
    origin: number,
  ) {
    this.text = text
    this.#startOf = startOf
    this.#endOf = endOf
    this.#origin = origin
  }

  /** A part of the file as it is. */
  static plain(text: string, start: number): MappedText {
    return new MappedText(
      text,
      (index) => start + index,
      (index) => start + index + 1,
      start,
    )
  }

  static ofLine(line: LogicalLine): MappedText {
    const startOf = (index: number) => fileOffset(line, index)
    return new MappedText(line.text, startOf, (index) => startOf(index) + 1, line.fileStarts[0] as number)
  }

  /** What was made of this text: `starts` and `ends` are offsets in it, one for each unit of the new text. */
  derive(text: string, starts: readonly number[], ends: readonly number[], from: number): MappedText {
    return new MappedText(
      text,
      (index) => this.#startOf(starts[index] as number),
      (index) => this.#endOf((ends[index] as number) - 1),
      this.extent(from, from).start,
    )
  }

  slice(start: number, end: number): MappedText {
    return new MappedText(
      this.text.slice(start, end),
      (index) => this.#startOf(start + index),
      (index) => this.#endOf(start + index),
      this.extent(start, start).start,
    )
  }

  /** Where a part of the text comes from. An empty part stands right behind the unit before it. */
  extent(start = 0, end = this.text.length): Extent {
    if (end > start) return { start: this.#startOf(start), end: this.#endOf(end - 1) }
    const at = start > 0 ? this.#endOf(start - 1) : this.text === '' ? this.#origin : this.#startOf(0)
    return { start: at, end: at }
  }
}
