import { isSpace, trimSpace } from '../../go/index.ts'
import type { SourceFile } from '../../source/index.ts'
import type { LogicalLine } from '../logical-line.ts'
import { makeNode } from './element.ts'
import type { Extent } from './mapped-text.ts'
import type { CommentNode, PlainNode, TreeNode } from './node.ts'

/** What the text between the parts of a node is. */
export type Filling = 'literal' | 'punctuation'

/** What stands between the parts of a logical line: continuations, comments and empty lines. */
interface Break extends Extent {
  readonly kind: 'continuation' | 'comment' | 'white-space' | 'line-break' | 'unread'
}

/** Fills nodes, so that every byte of an instruction belongs to one that has no children. */
export class Layout {
  readonly file: SourceFile
  /** Where the logical line ends. */
  readonly end: number
  readonly #breaks: readonly Break[]

  /** @param end where the logical line ends in the file */
  constructor(file: SourceFile, line: LogicalLine, end: number) {
    this.file = file
    this.end = end
    this.#breaks = breaksOf(file.text, line, end)
  }

  /** The children of a node; none where it is a text in one piece. */
  fill(extent: Extent, parts: readonly TreeNode[], filling: Filling): readonly TreeNode[] {
    const children = this.pieces(extent, parts, filling)
    return parts.length === 0 && children.length === 1 && children[0]?.kind === filling ? [] : children
  }

  /** All that stands in an extent: the nodes that are given, in order, and what is between them. */
  pieces({ start, end }: Extent, parts: readonly TreeNode[], filling: Filling): readonly TreeNode[] {
    const children: TreeNode[] = []
    let at = start
    for (const part of parts) {
      this.#gap(at, part.start, filling, children)
      children.push(part)
      at = part.end
    }
    this.#gap(at, end, filling, children)
    return children
  }

  #gap(start: number, end: number, filling: Filling, into: TreeNode[]): void {
    let at = start
    for (let next = this.#firstBreakBehind(start); ; next++) {
      const piece = this.#breaks[next]
      if (!piece || piece.start >= end) break
      this.#text(at, piece.start, filling, into)
      at = Math.min(piece.end, end)
      into.push(breakNode(this.file, piece.kind, { start: piece.start, end: at }))
    }
    this.#text(at, end, filling, into)
  }

  #firstBreakBehind(offset: number): number {
    let low = 0
    let high = this.#breaks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#breaks[middle] as Break).end <= offset) low = middle + 1
      else high = middle
    }
    return low
  }

  #text(start: number, end: number, filling: Filling, into: TreeNode[]): void {
    if (filling === 'literal') {
      if (end > start) into.push(plainNode(this.file, 'literal', start, end))
      return
    }
    const { text } = this.file
    for (let at = start; at < end; ) {
      const from = at
      const space = isSpace(text.charCodeAt(at))
      while (at < end && isSpace(text.charCodeAt(at)) === space) at++
      into.push(plainNode(this.file, space ? 'white-space' : 'punctuation', from, at))
    }
  }
}

/** The nodes of lines that are no part of an instruction: empty ones, comments, and what was not read. */
export function betweenInstructions(file: SourceFile, { start, end }: Extent): readonly TreeNode[] {
  const pieces: Break[] = []
  lineBreaks(file.text, start, end, pieces)
  return pieces.map((piece) => breakNode(file, piece.kind, piece))
}

export function plainNode(file: SourceFile, kind: PlainNode['kind'], start: number, end: number): PlainNode {
  return makeNode<PlainNode>(kind, file, { start, end }, [], {})
}

function breakNode(file: SourceFile, kind: Break['kind'], extent: Extent): TreeNode {
  if (kind !== 'comment') return plainNode(file, kind, extent.start, extent.end)
  const value = trimSpace(file.text.slice(extent.start + 1, extent.end))
  return makeNode<CommentNode>('comment', file, extent, [], { value })
}

function breaksOf(text: string, { starts, fileStarts, text: joined }: LogicalLine, end: number): Break[] {
  const breaks: Break[] = []
  for (let part = 0; part < starts.length; part++) {
    const length = (starts[part + 1] ?? joined.length) - (starts[part] as number)
    const from = (fileStarts[part] as number) + length
    const to = fileStarts[part + 1] ?? end
    if (to <= from) continue
    const feed = text.indexOf('\n', from)
    const behind = feed < 0 || feed >= to ? to : feed + 1
    breaks.push({ kind: 'continuation', start: from, end: behind })
    lineBreaks(text, behind, to, breaks)
  }
  return breaks
}

/** Lines that hold white space and comments only. */
function lineBreaks(text: string, start: number, end: number, into: Break[]): void {
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at)
    const next = feed < 0 || feed >= end ? end : feed + 1
    let contentEnd = next
    if (contentEnd > at && text[contentEnd - 1] === '\n') {
      contentEnd--
      while (contentEnd > at && text[contentEnd - 1] === '\r') contentEnd--
    }
    let behind = at
    while (behind < contentEnd && isSpace(text.charCodeAt(behind))) behind++
    if (behind > at) into.push({ kind: 'white-space', start: at, end: behind })
    const kind = text[behind] === '#' ? 'comment' : 'unread'
    if (contentEnd > behind) into.push({ kind, start: behind, end: contentEnd })
    if (next > contentEnd) into.push({ kind: 'line-break', start: contentEnd, end: next })
    at = next
  }
}
