import type { InstructionNode } from '../dockerfile/index.ts'
import { isSpace } from '../go/index.ts'
import type { Span } from '../source/index.ts'
import type { Fix } from './event.ts'

/** A piece of an instruction's logical line, as it stands in the file. */
interface Piece {
  readonly start: number
  readonly fileStart: number
  readonly length: number
}

/** Where the characters of an instruction's logical line stand in its file. */
export class NodeText {
  readonly #node: InstructionNode
  #pieces: readonly Piece[] | undefined
  #exact = false

  constructor(node: InstructionNode) {
    this.#node = node
  }

  /** Where the argument text starts in the logical line. */
  get argumentStart(): number {
    return this.#node.original.trimEnd().length - this.#node.argumentText.length
  }

  /** The place of a part of the logical line; undefined where it cannot be told, as in triggers of base images. */
  spanOf(start: number, end: number): Span | undefined {
    const pieces = this.#read()
    if (!this.#exact) return undefined
    const { file } = this.#node.span
    if (end <= start) {
      const at = offsetIn(pieces, start)
      return at === undefined ? undefined : { file, start: at, end: at }
    }
    const from = offsetIn(pieces, start)
    const last = offsetIn(pieces, end - 1)
    return from === undefined || last === undefined ? undefined : { file, start: from, end: last + 1 }
  }

  /** The place of a part of the argument text. */
  spanOfArgument(start: number, end: number): Span | undefined {
    const { argumentStart } = this
    return this.spanOf(argumentStart + start, argumentStart + end)
  }

  /** The place of the first occurrence of a text in the argument text, from an offset on. */
  find(text: string, from = 0): Span | undefined {
    const at = text === '' ? -1 : this.#node.argumentText.indexOf(text, from)
    return at < 0 ? undefined : this.spanOfArgument(at, at + text.length)
  }

  /** The place of one of the words that the argument text is made of. */
  spanOfWord(index: number): Span | undefined {
    const { words } = this.#node.arguments
    let at = 0
    for (let number = 0; number <= index; number++) {
      const word = words[number]
      at = word === undefined ? -1 : this.#node.argumentText.indexOf(word, at)
      if (word === undefined || at < 0) return undefined
      if (number < index) at += word.length
    }
    return this.spanOfArgument(at, at + (words[index]?.length ?? 0))
  }

  /** A fix that puts a text in the place of a part of the logical line, which must be as it is in the file. */
  replacing(span: Span | undefined, written: string, text: string, safe = true): Fix | undefined {
    if (!span || span.file.text.slice(span.start, span.end) !== written) return undefined
    return { safe, edits: [{ span, text }] }
  }

  /** A fix that has the instruction use another variable, where it uses it once. */
  renaming(name: string, another: string): Fix | undefined {
    const { original } = this.#node
    const uses = [...original.matchAll(new RegExp(`\\$(\\{?)${name}(?!\\w)`, 'g'))]
    const [use] = uses
    if (!use || uses.length > 1) return undefined
    const start = use.index + 1 + (use[1]?.length ?? 0)
    return this.replacing(this.spanOf(start, start + name.length), name, another, false)
  }

  /** A fix that takes a flag away, with the white space behind it. */
  withoutFlag(name: string, safe: boolean): Fix | undefined {
    const flag = this.#node.flags.find((candidate) => candidate.name === name)
    if (!flag) return undefined
    const { file, start, end } = flag.span
    let next = end
    while (file.text[next] === ' ' || file.text[next] === '\t') next++
    return { safe, edits: [{ span: { file, start, end: next }, text: '' }] }
  }

  #read(): readonly Piece[] {
    if (this.#pieces) return this.#pieces
    const pieces = piecesOf(this.#node)
    const { file } = this.#node.span
    const joined = pieces
      .map(({ fileStart, length }) => file.text.slice(fileStart, fileStart + length))
      .join('')
    this.#exact = joined === this.#node.original
    this.#pieces = pieces
    return pieces
  }
}

const texts = new WeakMap<InstructionNode, NodeText>()

/** The places of an instruction's logical line, made once. */
export function textOf(node: InstructionNode): NodeText {
  let text = texts.get(node)
  if (!text) {
    text = new NodeText(node)
    texts.set(node, text)
  }
  return text
}

function piecesOf({ span, escape: escapeToken }: InstructionNode): readonly Piece[] {
  const { text } = span.file
  const pieces: Piece[] = []
  let start = 0
  for (let at = span.start, first = true; at < text.length; first = false) {
    const feed = text.indexOf('\n', at)
    const next = feed < 0 ? text.length : feed + 1
    let end = feed < 0 ? next : feed
    while (end > at && text[end - 1] === '\r') end--
    const line = text.slice(at, end)
    const cut = continuationOf(line, escapeToken)
    const [kind] = first ? ['text'] : [kindOf(line)]
    if (kind === 'text') {
      const length = cut < 0 ? line.length : cut
      pieces.push({ start, fileStart: at, length })
      start += length
      if (cut < 0) break
    }
    at = next
  }
  return pieces
}

function kindOf(line: string): 'text' | 'comment' | 'empty' {
  let at = 0
  while (at < line.length && isSpace(line.charCodeAt(at))) at++
  if (at === line.length) return 'empty'
  return line[at] === '#' ? 'comment' : 'text'
}

/** Where the escape character stands that continues a line, -1 where it is not continued. */
function continuationOf(line: string, escapeToken: string): number {
  const trimmed = line.replace(/[ \t]+$/, '')
  if (!trimmed.endsWith(escapeToken)) return -1
  return trimmed.at(-2) === escapeToken ? -1 : trimmed.length - 1
}

function offsetIn(pieces: readonly Piece[], offset: number): number | undefined {
  const piece = pieces.findLast(({ start }) => start <= offset)
  if (!piece) return undefined
  const inside = offset - piece.start
  return inside <= piece.length ? piece.fileStart + inside : undefined
}
