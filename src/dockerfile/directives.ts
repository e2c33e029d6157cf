import { trimSpaceStart } from '../go/index.ts'

/** The directives that exist; anything else ends the head of the file. */
const known = new Set(['syntax', 'escape', 'check'])

/** A directive as one line says it. */
export interface DirectiveLine {
  readonly name: string
  readonly value: string
  /** Whether a line above has it already, which is an error. */
  readonly repeated: boolean
}

/**
 * Reads the parser directives at the head of a file, one line at a time. The first line that is none ends
 * the head.
 */
export class DirectiveReader {
  readonly #prefix: string
  readonly #seen = new Set<string>()
  #done = false

  /** @param prefix what directives begin with, `#` or `//` */
  constructor(prefix: '#' | '//') {
    this.#prefix = prefix
  }

  get done(): boolean {
    return this.#done
  }

  /** The directive of a line, undefined where it has none. */
  read(line: string): DirectiveLine | undefined {
    if (this.#done) return undefined
    const directive = line.startsWith(this.#prefix)
      ? parseLine(trimSpaceStart(line.slice(this.#prefix.length)))
      : undefined
    if (!directive || !known.has(directive.name)) {
      this.#done = true
      return undefined
    }
    const repeated = this.#seen.has(directive.name)
    this.#seen.add(directive.name)
    return { ...directive, repeated }
  }
}

const head = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*/

function parseLine(text: string): Omit<DirectiveLine, 'repeated'> | undefined {
  const match = head.exec(text)
  if (!match) return undefined
  let end = text.length
  while (end > match[0].length && '\t\n\f\r '.includes(text[end - 1] as string)) end--
  const value = text.slice(match[0].length, end)
  return value === '' ? undefined : { name: (match[1] as string).toLowerCase(), value }
}
