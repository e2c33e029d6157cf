import type { ErrorCode } from '../source/index.ts'
import { BuildError } from '../source/index.ts'
import { jsonProblem } from './parse-json.ts'

/** A number as it is written. */
export class JsonNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A string whose text is written in another way than it reads. */
export class JsonText {
  readonly value: string
  /** What stands between the quotes. */
  readonly written: string
  constructor(value: string, written: string) {
    this.value = value
    this.written = written
  }
}

/** An object with all its members in order, those with a key that was there before included. */
export class JsonMembers {
  readonly members: (readonly [key: string, value: JsonTree])[] = []
}

/** All that a JSON text says, which the value that it stands for does not: numbers, order, repeated keys. */
export type JsonTree = string | JsonText | boolean | null | JsonNumber | readonly JsonTree[] | JsonMembers

const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y
const GAP = /[\s,:]*/y

/** Reads a JSON text as a tree. Throws BuildError (of the code given) as `parseJson` does. */
export function parseJsonTree(text: string, code: ErrorCode): JsonTree {
  const problem = jsonProblem(text)
  if (problem !== undefined) throw new BuildError(code, problem)
  return new TreeReader(text).read()
}

/** Reads what is known to be well-formed, on a stack of its own. */
class TreeReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): JsonTree {
    const open: (JsonTree[] | JsonMembers)[] = []
    let key: string | undefined
    for (;;) {
      this.#skip(GAP)
      const around = open.at(-1)
      const character = this.#text[this.#at]
      let value: JsonTree | undefined
      if (character === '{' || character === '[') {
        this.#at++
        value = character === '{' ? new JsonMembers() : []
      } else if (character === '}' || character === ']') {
        this.#at++
        const closed = open.pop() as JsonTree
        if (open.length === 0) return closed
        continue
      } else {
        value = this.#scalar()
        if (around instanceof JsonMembers && key === undefined) {
          key = value instanceof JsonText ? value.value : (value as string)
          continue
        }
      }
      if (around instanceof JsonMembers) {
        around.members.push([key as string, value])
        key = undefined
      } else if (around !== undefined) around.push(value)
      if (value instanceof JsonMembers || Array.isArray(value)) open.push(value as JsonTree[] | JsonMembers)
      else if (around === undefined) return value
    }
  }

  #skip(gap: RegExp): void {
    gap.lastIndex = this.#at
    gap.exec(this.#text)
    this.#at = gap.lastIndex
  }

  #scalar(): JsonTree {
    SCALAR.lastIndex = this.#at
    const written = SCALAR.exec(this.#text)?.[0] ?? ''
    this.#at = SCALAR.lastIndex
    if (written === 'true' || written === 'false') return written === 'true'
    if (written === 'null') return null
    if (!written.startsWith('"')) return new JsonNumber(written)
    const inner = written.slice(1, -1)
    const value = (JSON.parse(written) as string).toWellFormed()
    return value === inner ? value : new JsonText(value, inner)
  }
}
