import { readFile, writeFile } from 'node:fs/promises'
import { argv } from 'node:process'
import { edit, parse, walk } from 'slipway/dockerfile'

/**
 * A formatter of one's own: keywords and AS in capitals, one space between words, none at the end of a line. Shell
 * commands and here-documents are no words and stay as they are.
 */
export function formatDockerfile(dockerfile: string): string {
  const tree = parse(dockerfile)
  if (tree.errors.length > 0) return dockerfile
  const changes = edit(tree)
  walk(tree, (node) => {
    // The text of a trigger is part of the image.
    if (node.kind === 'instruction' && node.parent?.kind === 'instruction') return 'skip'
    if (node.kind === 'keyword' || node.kind === 'as') changes.replace(node, node.value.toUpperCase())
    if (node.kind !== 'white-space') return undefined
    const siblings = node.parent?.children ?? []
    const next = siblings[siblings.indexOf(node) + 1]
    if (next === undefined || node.parent === tree) changes.remove(node)
    else if (node.parent?.kind === 'arguments' && node.parent.form === 'words') changes.replace(node, ' ')
    return undefined
  })
  return changes.toString()
}

// node format.ts Dockerfile
const [, program, file] = argv
if (file !== undefined && program?.endsWith('format.ts')) {
  await writeFile(file, formatDockerfile(await readFile(file, 'utf8')))
}
