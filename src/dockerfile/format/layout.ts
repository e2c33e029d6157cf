import type { NodeBase, TreeNode } from '../tree/node.ts'

/** How lines are laid out, where there is a choice. */
export interface Layout {
  /** What a line that goes on with an instruction begins with. */
  readonly indent: string
  /** What a line ends with. */
  readonly lineBreak: string
  /** The escape character that lets an instruction go on in the next line. */
  readonly escape: string
}

/** Nodes that stand between those that mean something. */
export type Filler =
  | NodeBase<'white-space' | 'continuation' | 'line-break'>
  | (TreeNode & { kind: 'comment' })

/** Whether a node is white space, a continuation, or a comment between the lines of an instruction. */
export function isFiller(node: TreeNode): node is Filler {
  return (
    node.kind === 'white-space' ||
    node.kind === 'continuation' ||
    node.kind === 'line-break' ||
    node.kind === 'comment'
  )
}

/** A text without spaces, tabs and carriage returns behind it. */
export function withoutSpaceBehind(text: string): string {
  return text.replace(/[ \t\r]+$/, '')
}

/** A comment as it is written in the end: no white space behind it. */
export function commentText({ text }: NodeBase<'comment'>): string {
  return withoutSpaceBehind(text)
}

/**
 * The space between two parts of an instruction that may be anything: a break stays a break and its comments stay
 * with it, all else is `inline`. White space that is neither spaces nor tabs may keep a text from being JSON, and stays.
 */
export function gapText(fillers: readonly TreeNode[], layout: Layout, inline: string): string {
  if (isBroken(fillers)) return breakText(fillers, layout) + layout.lineBreak + layout.indent
  const text = fillers.map((filler) => filler.text).join('')
  return /^[ \t]*$/.test(text) ? inline : text
}

/** What is behind the last part of an instruction: nothing but comments that an escape character made part of it. */
export function endText(fillers: readonly TreeNode[], layout: Layout): string {
  const hasComment = fillers.some(({ kind }) => kind === 'comment')
  return isBroken(fillers) && hasComment ? breakText(fillers, layout) : ''
}

function isBroken(fillers: readonly TreeNode[]): boolean {
  return fillers.some(({ kind }) => kind === 'continuation')
}

/** A break with its comments, without the line break at its end. */
function breakText(fillers: readonly TreeNode[], layout: Layout): string {
  const comments = fillers.filter((node) => node.kind === 'comment')
  const lines = comments.map((comment) => layout.lineBreak + layout.indent + commentText(comment))
  return ` ${layout.escape}${lines.join('')}`
}
