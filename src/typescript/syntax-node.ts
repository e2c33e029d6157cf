/** A node of a syntax tree, as far as erasing types looks at it. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** The node in a field; undefined where there is none. */
export function nodeIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field]
  return isNode(value) ? value : undefined
}

/** The nodes in a field that holds a list; holes (`[, a]`) are left out. */
export function nodesIn(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value: unknown = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** All nodes directly below. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.keys(node).flatMap((field) => {
    if (field === 'extra' || field === 'errors') return []
    const child = nodeIn(node, field)
    return child ? [child] : nodesIn(node, field)
  })
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
