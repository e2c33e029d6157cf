import { findShellVariables, findVariables, type VariablePlace } from '../expansion/index.ts'
import { makeNode } from './element.ts'
import type { Layout } from './layout.ts'
import type { MappedText } from './mapped-text.ts'
import type { HeredocOpenerNode, NameNode, PlainNode, TreeNode, ValueNode, VariableNode } from './node.ts'

/** What looks for variables in a text: nothing, the build, the build in the body of a here-document, or a shell. */
export type Expander = 'nothing' | 'dockerfile' | 'heredoc' | 'shell'

/** Makes the nodes of values, and of the variables in them. */
export class ValueNodes {
  readonly layout: Layout
  readonly escape: '\\' | '`'

  constructor(layout: Layout, escapeToken: '\\' | '`') {
    this.layout = layout
    this.escape = escapeToken
  }

  name(text: MappedText, value = text.text): NameNode {
    const extent = text.extent()
    return makeNode<NameNode>('name', this.layout.file, extent, this.layout.fill(extent, [], 'literal'), {
      value,
    })
  }

  /**
   * A value of a kind.
   * @param openers the words of here-documents that stand in it
   */
  value<Kind extends string>(
    kind: Kind,
    text: MappedText,
    expander: Expander,
    openers: readonly HeredocOpenerNode[] = [],
  ): ValueNode<Kind> {
    const variables = this.variables(text, expander)
    const extent = text.extent()
    const parts = openers.length === 0 ? variables : inOrder(variables, openers)
    const children = this.layout.fill(extent, parts, 'literal')
    return this.make(kind, text, children, variables)
  }

  make<Kind extends string>(
    kind: Kind,
    text: MappedText,
    children: readonly TreeNode[],
    variables: readonly VariableNode[],
  ): ValueNode<Kind> {
    const fields = { value: text.text, variables }
    return makeNode<ValueNode<Kind>>(kind, this.layout.file, text.extent(), children, fields)
  }

  variables(text: MappedText, expander: Expander): readonly VariableNode[] {
    return this.places(text, expander).map((place) => this.#variable(text, place, expander))
  }

  /** Where the variables of a text stand in it. */
  places(text: MappedText, expander: Expander): readonly VariablePlace[] {
    if (expander === 'nothing') return []
    if (expander === 'shell') return findShellVariables(text.text)
    // The body of a here-document is read with the usual escape character.
    const options = expander === 'heredoc' ? { skipQuotes: true } : { escape: this.escape }
    return findVariables(text.text, options)
  }

  #variable(text: MappedText, place: VariablePlace, expander: Expander): VariableNode {
    const { layout } = this
    const nameNode = this.name(text.slice(place.nameStart, place.nameEnd))
    let operatorEnd = place.operatorEnd
    const operands = [...place.operands]
    const [first] = operands
    const written = text.text.slice(place.nameEnd, place.operatorEnd)
    // `##` and `%%` are read as `#` and `%` with an operand that says how much is taken away.
    if (first && /^[#%]$/.test(written) && text.text.startsWith(written, first.start)) {
      operatorEnd++
      operands[0] = { ...first, start: first.start + 1 }
    }
    const operator = text.text.slice(place.nameEnd, operatorEnd)
    const operandNodes = operands.map(({ start, end, variables }) => {
      const operand = text.slice(start, end)
      const inner = variables.map((variable) => this.#variable(text, variable, expander))
      return this.make('operand', operand, layout.fill(operand.extent(), inner, 'literal'), inner)
    })
    const extent = text.extent(place.start, place.end)
    const parts: TreeNode[] = [nameNode]
    if (operator !== '') {
      const at = text.extent(place.nameEnd, operatorEnd)
      parts.push(makeNode<PlainNode>('operator', layout.file, at, layout.fill(at, [], 'literal'), {}))
    }
    parts.push(...operandNodes)
    return makeNode<VariableNode>(
      'variable',
      layout.file,
      extent,
      layout.fill(extent, parts, 'punctuation'),
      {
        name: nameNode.value,
        nameNode,
        operator,
        operands: operandNodes,
        expander: expander === 'shell' ? 'shell' : 'dockerfile',
      },
    )
  }
}

/** Nodes of two lists in the order of their places; of two that overlap, the first list's stays. */
function inOrder(nodes: readonly TreeNode[], others: readonly TreeNode[]): readonly TreeNode[] {
  const apart = others.filter((other) =>
    nodes.every((node) => node.end <= other.start || other.end <= node.start),
  )
  return [...nodes, ...apart].sort((a, b) => a.start - b.start)
}
