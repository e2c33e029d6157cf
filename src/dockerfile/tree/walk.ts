import type { TreeNode } from './node.ts'

/** What a visitor may answer: not to look into a node, or to look no further at all. */
export type WalkAnswer = 'skip' | 'stop' | undefined

/**
 * What is told of each node: on the way in, and on the way out.
 *
 * @example
 * const visitor: Visitor = { enter: (node) => (node.kind === 'arguments' ? 'skip' : undefined) }
 */
export interface Visitor {
  // biome-ignore lint/suspicious/noConfusingVoidType: a visitor that answers nothing returns nothing
  enter?(node: TreeNode): WalkAnswer | void
  leave?(node: TreeNode): void
}

/**
 * Visits a node and all that is in it, in the order of the text, parents in front of their children.
 *
 * @example
 * walk(tree, (node) => {
 *   if (node.kind === 'variable') names.add(node.name)
 * })
 */
export function walk(node: TreeNode, visitor: Visitor | NonNullable<Visitor['enter']>): void {
  visit(node, typeof visitor === 'function' ? { enter: visitor } : visitor)
}

/** True where the visitor wants no more. */
function visit(node: TreeNode, visitor: Visitor): boolean {
  const answer = visitor.enter?.(node)
  if (answer === 'stop') return true
  if (answer !== 'skip') for (const child of node.children) if (visit(child, visitor)) return true
  visitor.leave?.(node)
  return false
}

/**
 * All nodes of a kind that are in a node, in the order of the text.
 *
 * @example
 * nodesOf(tree, 'flag').filter(({ name }) => name === 'mount')
 */
export function nodesOf<Kind extends TreeNode['kind']>(
  node: TreeNode,
  kind: Kind,
): readonly Extract<TreeNode, { readonly kind: Kind }>[] {
  const found: Extract<TreeNode, { readonly kind: Kind }>[] = []
  walk(node, (inner) => {
    if (inner.kind === kind) found.push(inner as Extract<TreeNode, { readonly kind: Kind }>)
  })
  return found
}

/**
 * The node itself or the nearest one around it that is of a kind; undefined where there is none.
 *
 * @example
 * closest(nodeAt(tree, offset), 'instruction')?.name
 */
export function closest<Kind extends TreeNode['kind']>(
  node: TreeNode,
  kind: Kind,
): Extract<TreeNode, { readonly kind: Kind }> | undefined {
  for (let at: TreeNode | undefined = node; at; at = at.parent) {
    if (at.kind === kind) return at as Extract<TreeNode, { readonly kind: Kind }>
  }
  return undefined
}
