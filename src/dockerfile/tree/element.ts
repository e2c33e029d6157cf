import type { SourceFile } from '../../source/index.ts'
import type { Extent } from './mapped-text.ts'
import type { NodeBase, TreeNode } from './node.ts'

/**
 * A node without what only its kind has. File, parent and children are no fields of their own, so that a node
 * can be printed.
 */
export class Element<Kind extends string> implements NodeBase<Kind> {
  readonly kind: Kind
  readonly start: number
  readonly end: number
  readonly #file: SourceFile
  #parent: TreeNode | undefined
  #children: readonly TreeNode[] | undefined
  readonly #makeChildren: (() => readonly TreeNode[]) | undefined

  /** @param children the children, or what makes them when they are asked for */
  constructor(
    kind: Kind,
    file: SourceFile,
    { start, end }: Extent,
    children: readonly TreeNode[] | (() => readonly TreeNode[]),
  ) {
    this.kind = kind
    this.start = start
    this.end = end
    this.#file = file
    if (typeof children === 'function') this.#makeChildren = children
    else this.#children = this.#adopt(children)
  }

  get file(): SourceFile {
    return this.#file
  }

  get text(): string {
    return this.#file.text.slice(this.start, this.end)
  }

  get parent(): TreeNode | undefined {
    return this.#parent
  }

  get children(): readonly TreeNode[] {
    this.#children ??= this.#adopt(this.#makeChildren?.() ?? [])
    return this.#children
  }

  #adopt(children: readonly TreeNode[]): readonly TreeNode[] {
    const parent = this as unknown as TreeNode
    for (const child of children) if (child instanceof Element) child.#parent = parent
    return children
  }
}

/** Makes a node of one kind. */
export function makeNode<Node extends NodeBase<string>>(
  kind: Node['kind'],
  file: SourceFile,
  extent: Extent,
  children: readonly TreeNode[],
  fields: Omit<Node, keyof NodeBase<string>>,
): Node {
  return Object.assign(new Element(kind, file, extent, children), fields) as unknown as Node
}
