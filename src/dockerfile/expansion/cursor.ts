/** How the reference shows the end of the text in messages. */
const END = '\uFFFD'
const SPECIAL_NAMES = '@*#?-$!0'
const nameForm = /\p{Nd}+|[\p{L}_][\p{L}\p{Nd}_]*/uy

/** A place in a text that is read from left to right. */
export class Cursor {
  readonly source: string
  at: number

  constructor(source: string) {
    this.source = source.toWellFormed()
    this.at = source.startsWith('\uFEFF') ? 1 : 0
  }

  /** Whether all of the text is read. */
  get done(): boolean {
    return this.at >= this.source.length
  }

  /** The next UTF-16 unit, which is not read; undefined at the end. */
  peek(): string | undefined {
    return this.source[this.at]
  }

  /** Reads up to what a global pattern matches, or to the end. */
  until(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const start = this.at
    this.at = pattern.exec(this.source)?.index ?? this.source.length
    return this.source.slice(start, this.at)
  }

  /** Reads the next character; at the end, there is U+FFFD. */
  character(): string {
    const code = this.source.codePointAt(this.at)
    if (code === undefined) return END
    const character = String.fromCodePoint(code)
    this.at += character.length
    return character
  }

  /** Reads the name of a variable; '' where there is none. */
  name(): string {
    const next = this.peek()
    if (next === undefined) return ''
    nameForm.lastIndex = this.at
    const name = nameForm.exec(this.source)?.[0] ?? (SPECIAL_NAMES.includes(next) ? next : '')
    this.at += name.length
    return name
  }

  /** Reads a text in single quotes, which stand in what is given; undefined, and all is read, where they do not end. */
  singleQuoted(): string | undefined {
    const start = this.at
    const close = this.source.indexOf("'", start + 1)
    this.at = close < 0 ? this.source.length : close + 1
    return close < 0 ? undefined : this.source.slice(start, this.at)
  }

  /** Reads `<`, or `<<` with the white space behind it. */
  redirection(): string {
    const start = this.at++
    if (this.peek() === '<') {
      this.at++
      while (!this.done && '\t\r '.includes(this.source[this.at] as string)) this.at++
    }
    return this.source.slice(start, this.at)
  }
}
