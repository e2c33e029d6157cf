import { isSpace } from '../../go/index.ts'
import { heredocNameStart, heredocPlaces } from '../heredoc.ts'
import type { Heredoc } from '../syntax-tree.ts'
import { makeNode } from './element.ts'
import { MappedText } from './mapped-text.ts'
import type { HeredocNode, HeredocOpenerNode, NameNode, TreeNode } from './node.ts'
import type { Expander, ValueNodes } from './value-nodes.ts'

/** The words of a logical line that open its here-documents, in order. */
export function openerNodes(line: MappedText, values: ValueNodes): readonly HeredocOpenerNode[] {
  const { layout } = values
  return heredocPlaces(line.text).map(({ start, end }) => {
    const text = line.slice(start, end)
    const nameNode = values.name(text.slice(heredocNameStart(text.text), text.text.length))
    const extent = text.extent()
    const children = layout.fill(extent, [nameNode], 'punctuation')
    return makeNode<HeredocOpenerNode>('heredoc-opener', layout.file, extent, children, { nameNode })
  })
}

/**
 * The node of a here-document.
 * @param end the end of the instruction: a document that ends there has no terminator
 */
export function heredocNode(
  { name, expand, chomp, content, span }: Heredoc,
  opener: HeredocOpenerNode | undefined,
  end: number,
  expander: Expander,
  values: ValueNodes,
): HeredocNode {
  const { layout } = values
  const text = MappedText.plain(content, span.start)
  const body = values.value('heredoc-body', text, expand || expander === 'shell' ? expander : 'nothing')
  const terminator = span.end < end ? terminatorNode(span.end, values) : undefined
  const parts: readonly TreeNode[] = terminator ? [body, terminator] : [body]
  const extent = { start: span.start, end: (terminator ?? body).end }
  return makeNode<HeredocNode>('heredoc', layout.file, extent, layout.fill(extent, parts, 'punctuation'), {
    name,
    expand,
    chomp,
    opener,
    body,
    terminator,
  })
}

/** The name on the line that begins at an offset. */
function terminatorNode(line: number, values: ValueNodes): NameNode {
  const { text } = values.layout.file
  let start = line
  while (start < text.length && text[start] !== '\n' && isSpace(text.charCodeAt(start))) start++
  let end = start
  while (end < text.length && text[end] !== '\n') end++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return values.name(MappedText.plain(text.slice(start, end), start))
}
