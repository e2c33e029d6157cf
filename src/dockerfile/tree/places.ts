import { lineAt, type SourceFile, textStart } from '../../source/index.ts'
import type { TreeNode } from './node.ts'

/**
 * The innermost node that an offset is in: the one without children that has the character behind it. At the end
 * of the file it is the last one.
 *
 * @example
 * nodeAt(parse('FROM alpine:3'), 12).parent?.kind // 'image-reference', of which 12 is in the tag
 */
export function nodeAt(node: TreeNode, offset: number): TreeNode {
  let at: TreeNode = node
  const sought = Math.max(node.start, Math.min(offset, node.end - 1))
  for (;;) {
    const inner: TreeNode | undefined = childAt(at.children, sought)
    if (!inner) return at
    at = inner
  }
}

function childAt(children: readonly TreeNode[], offset: number): TreeNode | undefined {
  let low = 0
  let high = children.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((children[middle] as TreeNode).end <= offset) low = middle + 1
    else high = middle
  }
  // Nodes that are empty hold nothing.
  for (let child = children[low]; child && child.start <= offset; child = children[++low]) {
    if (child.end > offset) return child
  }
  return undefined
}

/**
 * A place as editors show it: both count from 1, columns in UTF-16 units. A byte order mark is no column.
 *
 * @example
 * const { line, column }: LineColumn = positionAt(tree.file, node.start)
 */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

/**
 * The line and column of an offset.
 *
 * @example
 * positionAt(tree.file, tree.instructions[1].start) // { line: 2, column: 1 }
 */
export function positionAt(file: SourceFile, offset: number): LineColumn {
  const line = lineAt(file, offset)
  const start = lineStart(file, line)
  return { line, column: Math.max(0, offset - start) + 1 }
}

/**
 * The offset of a line and column: at most the end of the line, and of the file.
 *
 * @example
 * nodeAt(tree, offsetAt(tree.file, { line: 3, column: 7 }))
 */
export function offsetAt(file: SourceFile, { line, column }: LineColumn): number {
  const inFile = Math.max(1, Math.min(line, file.lineStarts.length))
  const next = file.lineStarts[inFile]
  const end = next === undefined ? file.text.length : next - 1
  return Math.min(end, lineStart(file, inFile) + Math.max(0, column - 1))
}

function lineStart(file: SourceFile, line: number): number {
  return line === 1 ? textStart(file) : (file.lineStarts[line - 1] ?? file.text.length)
}
