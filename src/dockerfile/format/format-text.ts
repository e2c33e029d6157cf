import type { TreeNode } from '../tree/node.ts'
import { commentText, type Layout } from './layout.ts'

/**
 * Text whose every character counts: a command for a shell, a path. Only what the build never sees is laid out: white space
 * behind the escape character at the end of a line, empty lines, and where comments begin.
 */
export function formatText(node: TreeNode, layout: Layout): string {
  const leaves = leavesOf(node)
  let formatted = ''
  for (const [at, child] of leaves.entries()) {
    switch (child.kind) {
      case 'continuation':
        formatted += layout.escape + layout.lineBreak
        break
      case 'comment':
        formatted += indentBehind(leaves, at) + commentText(child) + layout.lineBreak
        break
      case 'line-break':
        break
      case 'white-space':
        if (!isBetweenLines(leaves, at)) formatted += child.text
        break
      default:
        formatted += child.text
    }
  }
  return formatted
}

function leavesOf(node: TreeNode): readonly TreeNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf)
}

/** Whether white space stands in front of a comment, or alone on its line. */
function isBetweenLines(children: readonly TreeNode[], at: number): boolean {
  const next = children[at + 1]
  return next?.kind === 'comment' || next?.kind === 'line-break'
}

/** What the line that goes on behind a comment begins with. */
function indentBehind(children: readonly TreeNode[], at: number): string {
  const next = children.slice(at).find(({ kind }) => kind === 'literal')
  return /^[ \t]*/.exec(next?.text ?? '')?.[0] ?? ''
}

/** What the lines of a text begin with behind its first break; undefined where it has one line. */
export function ownIndent(node: TreeNode): string | undefined {
  const leaves = leavesOf(node)
  const at = leaves.findIndex(({ kind }) => kind === 'continuation')
  return at < 0 ? undefined : indentBehind(leaves, at)
}
