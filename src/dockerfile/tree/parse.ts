import { type BuildError, createSourceFile, type SourceFile, textStart } from '../../source/index.ts'
import { explain } from '../explain/explain.ts'
import type { InstructionTable } from '../instruction-syntax.ts'
import { builtinSyntaxes } from '../instructions/index.ts'
import { parseSyntaxTree } from '../parse-syntax-tree.ts'
import type { InstructionNode, SyntaxTree } from '../syntax-tree.ts'
import { directiveNode } from './directive-node.ts'
import { Element } from './element.ts'
import { instructionElement } from './instruction-element.ts'
import { betweenInstructions, plainNode } from './layout.ts'
import type { CommentNode, DirectiveNode, InstructionTree, Tree, TreeNode } from './node.ts'
import { textErrors } from './text-errors.ts'
import { nodesOf } from './walk.ts'

/** How a text is parsed. */
export interface ParseOptions {
  /** The name that errors show; `Dockerfile` by default. */
  readonly filename?: string
  /** The instructions that exist; those of the language by default. */
  readonly instructions?: InstructionTable
}

/**
 * Parses a Dockerfile. Nothing is thrown: what is wrong is in `errors`, and whatever the text is, every byte of it
 * belongs to a node.
 * @param source the text, its bytes, or a source file
 *
 * @example
 * const tree = parse('FROM alpine:3\nRUN make\n')
 * tree.instructions.map(({ name }) => name) // ['FROM', 'RUN']
 */
export function parse(source: string | Uint8Array | SourceFile, options: ParseOptions = {}): Tree {
  const { filename = 'Dockerfile', instructions = builtinSyntaxes } = options
  const isText = typeof source === 'string' || source instanceof Uint8Array
  const file = isText ? createSourceFile(filename, source) : source
  return treeOf(parseSyntaxTree(file, instructions), instructions)
}

const trees = new WeakMap<SyntaxTree, Tree>()

/**
 * The nodes of what conversion reads: nothing is parsed twice. The same tree gives the same nodes.
 *
 * @example
 * const { instructions } = treeOf(parseSyntaxTree(file, builtinSyntaxes))
 */
export function treeOf(syntax: SyntaxTree, instructions: InstructionTable = builtinSyntaxes): Tree {
  let tree = trees.get(syntax)
  if (!tree) {
    tree = new TreeElement(syntax, instructions)
    trees.set(syntax, tree)
  }
  return tree
}

const details = new WeakMap<InstructionNode, InstructionTree>()

/**
 * The nodes of one instruction, as a typed instruction or an event of a build check has it.
 * @returns undefined for a trigger of a base image, whose text is in no file
 *
 * @example
 * const from = detailsOf(instruction.node)?.flags.find(({ name }) => name === 'from')
 */
export function detailsOf(
  node: InstructionNode,
  instructions: InstructionTable = builtinSyntaxes,
): InstructionTree | undefined {
  let tree = details.get(node)
  if (!tree) {
    tree = instructionElement(node, instructions, () => [])
    if (tree) details.set(node, tree)
  }
  return tree
}

class TreeElement extends Element<'dockerfile'> implements Tree {
  readonly #syntax: SyntaxTree
  readonly #table: InstructionTable
  readonly #instructions: readonly InstructionTree[]
  #directives: readonly DirectiveNode[] | undefined
  #comments: readonly CommentNode[] | undefined
  /** Errors as they were found, and with what there is to say about them. */
  #errors: ReadonlyMap<BuildError, BuildError> | undefined

  constructor(syntax: SyntaxTree, table: InstructionTable) {
    const { file } = syntax
    super('dockerfile', file, { start: 0, end: file.text.length }, () => this.#makeChildren())
    this.#syntax = syntax
    this.#table = table
    const nodes = [...syntax.instructions, ...syntax.broken.map(({ node }) => node)]
    if (syntax.broken.length > 0) nodes.sort((a, b) => a.span.start - b.span.start)
    this.#instructions = nodes.flatMap((node) => {
      // What another file has brought is no part of this one.
      if (node.span.file !== file) return []
      const tree = instructionElement(node, table, () => this.#errorsOf(node))
      if (!tree) return []
      details.set(node, tree)
      return [tree]
    })
  }

  get syntax(): SyntaxTree {
    return this.#syntax
  }

  get escape(): '\\' | '`' {
    return this.#syntax.escape
  }

  get instructions(): readonly InstructionTree[] {
    // They know their parent once they are its children.
    void this.children
    return this.#instructions
  }

  get directives(): readonly DirectiveNode[] {
    void this.children
    return this.#directives ?? []
  }

  get comments(): readonly CommentNode[] {
    this.#comments ??= nodesOf(this, 'comment')
    return this.#comments
  }

  get errors(): readonly BuildError[] {
    return [...this.#explained().values()]
  }

  #explained(): ReadonlyMap<BuildError, BuildError> {
    this.#errors ??= new Map(
      textErrors(this.#syntax, this.#table).map((error) => [error, explain(error, this)]),
    )
    return this.#errors
  }

  #errorsOf(node: InstructionNode): readonly BuildError[] {
    const found: BuildError[] = []
    for (const [error, explained] of this.#explained()) {
      const isOf =
        error.spans.includes(node.span) ||
        this.#syntax.broken.some((broken) => broken.node === node && broken.error === error)
      if (isOf) found.push(explained)
    }
    return found
  }

  #makeChildren(): readonly TreeNode[] {
    const { file, directives } = this.#syntax
    this.#directives = directives.map(directiveNode)
    const children: TreeNode[] = []
    let at: number = textStart(file)
    if (at > 0) children.push(plainNode(file, 'byte-order-mark', 0, at))
    for (const part of [...this.#directives, ...this.#instructions]) {
      children.push(...betweenInstructions(file, { start: at, end: part.start }), part)
      at = part.end
    }
    children.push(...betweenInstructions(file, { start: at, end: file.text.length }))
    return children
  }
}
