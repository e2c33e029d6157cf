import { isSpace } from '../../go/index.ts'
import type { Directive } from '../syntax-tree.ts'
import { makeNode } from './element.ts'
import { imageReferenceNode } from './image-reference-node.ts'
import { Layout } from './layout.ts'
import { MappedText } from './mapped-text.ts'
import type { DirectiveNode } from './node.ts'
import { ValueNodes } from './value-nodes.ts'

/** The node of a parser directive, which stands alone on its line. */
export function directiveNode({ name, value, span, error }: Directive): DirectiveNode {
  const { file, end } = span
  let { start } = span
  while (isSpace(file.text.charCodeAt(start))) start++
  const line = MappedText.plain(file.text.slice(start, end), start)
  const layout = new Layout(
    file,
    { text: line.text, hasEmptyLines: false, starts: [0], fileStarts: [start] },
    end,
  )
  const values = new ValueNodes(layout, '\\')

  let nameStart = 1
  while (isSpace(line.text.charCodeAt(nameStart))) nameStart++
  // What is behind the value is white space.
  const valueStart = line.text.lastIndexOf(value)
  const valueEnd = valueStart + value.length
  const nameNode = values.name(line.slice(nameStart, nameStart + name.length), name)
  const valueText = line.slice(valueStart, valueEnd)
  const space = value.indexOf(' ')
  const reference =
    name === 'syntax'
      ? [imageReferenceNode(valueText.slice(0, space < 0 ? value.length : space), 'nothing', values)]
      : []
  const valueNode = values.make(
    'directive-value',
    valueText,
    layout.fill(valueText.extent(), reference, 'literal'),
    [],
  )
  const extent = line.extent(0, valueEnd)
  return makeNode<DirectiveNode>(
    'directive',
    file,
    extent,
    layout.pieces(extent, [nameNode, valueNode], 'punctuation'),
    { name, value, nameNode, valueNode, errors: error ? [error] : [] },
  )
}
