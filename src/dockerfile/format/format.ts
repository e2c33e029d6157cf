import { BuildError } from '../../source/index.ts'
import type { InstructionTable } from '../instruction-syntax.ts'
import { builtinSyntaxes } from '../instructions/index.ts'
import type { CommentNode, DirectiveNode, InstructionTree, Tree, TreeNode } from '../tree/node.ts'
import { parse } from '../tree/parse.ts'
import { formatInstruction } from './format-instruction.ts'
import { commentText, type Layout, withoutSpaceBehind } from './layout.ts'
import { meaningOf } from './meaning.ts'

/** What little can be chosen. */
export interface FormatOptions {
  /** How many spaces lines begin with that go on with an instruction; 4 by default. */
  readonly indent?: number
  /** The instructions that exist; those of the language by default. */
  readonly instructions?: InstructionTable
}

/**
 * Lays a Dockerfile out in one style: keywords in capitals, one space between words, indented continuations, at most
 * one empty line in a row, one in front of each stage. Comments and here-documents stay as they are, and so does every
 * character of a shell command, since it is part of the op. What is built stays the same to the byte.
 * @param source the text, or a tree of it
 * Throws BuildError: the first of the errors that keep the text from being read whole.
 *
 * @example
 * format('from alpine:3\nrun   make\n') // 'FROM alpine:3\nRUN make\n'
 */
export function format(source: string | Tree, options: FormatOptions = {}): string {
  const { indent = 4, instructions = builtinSyntaxes } = options
  const tree = typeof source === 'string' ? parse(source, { instructions }) : source
  const error = firstObstacle(tree)
  if (error) throw error
  const layout: Layout = {
    indent: ' '.repeat(indent),
    lineBreak: lineBreakOf(tree),
    escape: tree.escape,
  }
  const text = layOut(tree, layout)
  if (meaningOf(parse(text, { instructions })) === meaningOf(tree)) return text
  throw new BuildError('internal', 'this file cannot be formatted without changing what it means', {
    at: [tree],
  })
}

/** The first mistake because of which it is not known where words begin and end; what else is wrong is none of style. */
function firstObstacle({ syntax, instructions }: Tree): BuildError | undefined {
  return syntax.errors[0] ?? instructions.find(({ name }) => name === '')?.errors[0]
}

/** What stands on lines of its own. */
type Item = DirectiveNode | CommentNode | InstructionTree

interface Line {
  readonly item: Item
  /** Whether an empty line is in front of it. */
  readonly isApart: boolean
}

/** Carriage returns within a here-document are part of a file or a script, so that all lines of its file keep theirs. */
function lineBreakOf({ instructions }: Tree): string {
  return instructions.some(({ text, heredocs, inner }) => {
    const documents = inner ? inner.heredocs : heredocs
    return documents.length > 0 && text.includes('\r\n')
  })
    ? '\r\n'
    : '\n'
}

function layOut(tree: Tree, layout: Layout): string {
  const lines = linesOf(tree.children)
  let text = ''
  for (const [index, { item, isApart }] of lines.entries()) {
    if (isApart ? keepsEmptyLine(lines, index) : beginsStage(lines, index)) text += layout.lineBreak
    text += formatItem(item, layout) + layout.lineBreak
  }
  return text
}

function linesOf(children: readonly TreeNode[]): readonly Line[] {
  const lines: Line[] = []
  let breaks = 1
  for (const child of children) {
    if (child.kind === 'line-break') breaks++
    else if (child.kind === 'directive' || child.kind === 'comment' || child.kind === 'instruction') {
      lines.push({ item: child, isApart: breaks > 1 })
      breaks = 0
    }
  }
  return lines
}

/** The first line is empty only where a comment would become a directive without it. */
function keepsEmptyLine(lines: readonly Line[], index: number): boolean {
  return index > 0 || /^#\s*\w+\s*=/.test(lines[0]?.item.text ?? '')
}

/** Whether a stage begins here, with the comments in front of its FROM, right behind another instruction. */
function beginsStage(lines: readonly Line[], index: number): boolean {
  if (lines[index - 1]?.item.kind !== 'instruction') return false
  for (let at = index; ; at++) {
    const line = lines[at]
    if (!line || (at > index && line.isApart)) return false
    if (line.item.kind === 'instruction') return line.item.name === 'FROM'
  }
}

function formatItem(item: Item, layout: Layout): string {
  switch (item.kind) {
    case 'directive':
      return withoutSpaceBehind(`# ${item.nameNode.text}=${item.valueNode.text}`)
    case 'comment':
      return commentText(item)
    case 'instruction':
      return formatInstruction(item, layout)
  }
}
