import type { Extent } from './mapped-text.ts'
import type { TreeNode } from './node.ts'

/** What goes from a text with a node, so that nothing of it is left over. */
export function removalOf(node: TreeNode): Extent {
  switch (node.kind) {
    case 'instruction':
      return node.parent?.kind === 'instruction' ? node : wholeLines(node)
    case 'directive':
    case 'comment':
      return wholeLines(node)
    case 'flag':
    case 'word':
    case 'pair':
      return withSpace(node)
    case 'json-string':
    case 'option':
      return withComma(node)
    default:
      return node
  }
}

/** The lines of a node, line break included, where nothing else stands on them. */
function wholeLines({ file: { text }, start, end }: TreeNode): Extent {
  let from = start
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--
  let to = end
  while (to < text.length && ' \t\r'.includes(text[to] as string)) to++
  const alone = from === 0 || text[from - 1] === '\n' || (from === 1 && text[0] === '\uFEFF')
  if (!alone || (to < text.length && text[to] !== '\n')) return { start, end }
  return { start: from, end: Math.min(text.length, to + 1) }
}

function withSpace(node: TreeNode): Extent {
  const [before, after] = siblingsOf(node)
  const space = before.at(-1)
  if (!space && after[0]?.kind === 'white-space') return { start: node.start, end: after[0].end }
  if (space?.kind !== 'white-space') return node
  // On a line of its own it goes with what continues that line.
  const next = after[0]?.kind === 'white-space' ? after[1] : after[0]
  const alone = before.at(-2)?.kind !== 'continuation' && before.at(-2)?.kind !== 'line-break'
  if (alone || next?.kind !== 'continuation') return { start: space.start, end: node.end }
  return { start: space.start, end: next.end }
}

function withComma(node: TreeNode): Extent {
  const [before, after] = siblingsOf(node)
  const next = after[0]
  if (next?.text.startsWith(',')) return { start: node.start, end: next.start + 1 }
  const previous = before.at(-1)
  return previous?.text.endsWith(',') ? { start: previous.end - 1, end: node.end } : node
}

function siblingsOf(node: TreeNode): readonly [readonly TreeNode[], readonly TreeNode[]] {
  const siblings = node.parent?.children ?? []
  const at = siblings.indexOf(node)
  return [siblings.slice(0, at), siblings.slice(at + 1)]
}
