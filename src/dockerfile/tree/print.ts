import { encodeText } from '../../source/index.ts'
import type { TreeNode } from './node.ts'
import { walk } from './walk.ts'

/**
 * The text of a node, put together from the nodes in it: that of a tree is the text that was parsed.
 *
 * @example
 * print(parse(text)) === text
 */
export function print(node: TreeNode): string {
  const parts: string[] = []
  walk(node, (inner) => {
    if (inner.children.length === 0) parts.push(inner.text)
  })
  return parts.join('')
}

/**
 * As `print`, in bytes: those that are no UTF-8 are what they were.
 *
 * @example
 * await writeFile('Dockerfile', printBytes(parse(await readFile('Dockerfile'))))
 */
export function printBytes(node: TreeNode): Uint8Array {
  return encodeText(print(node))
}
