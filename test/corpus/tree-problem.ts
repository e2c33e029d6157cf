import { nodeAt, parse, print, printBytes, type TreeNode, walk } from '../../src/dockerfile/index.ts'

/** What of the promises of a tree does not hold for a text; undefined where all do. */
export function treeProblem(source: string | Uint8Array): string | undefined {
  try {
    const tree = parse(source)
    if (typeof source === 'string' && print(tree) !== source) return 'it is printed differently'
    if (typeof source !== 'string' && !sameBytes(printBytes(tree), source))
      return 'its bytes are printed differently'
    const problem = tilingProblem(tree) ?? lookupProblem(tree)
    if (problem !== undefined) return problem
    for (const { errors } of tree.instructions) {
      for (const error of errors)
        if (!tree.errors.includes(error)) return 'an error is in an instruction alone'
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

/** The children of each node lie one behind the other, from its start to its end. */
function tilingProblem(tree: TreeNode): string | undefined {
  let problem: string | undefined
  walk(tree, (node) => {
    if (node.end < node.start) problem = `${node.kind} ends before it starts, at ${node.start}`
    let at = node.start
    for (const child of node.children) {
      if (child.start !== at)
        problem ??= `a gap of ${node.kind} at ${at}, before ${child.kind} ${child.start}`
      if (child.parent !== node) problem ??= `${child.kind} at ${child.start} does not know its parent`
      at = child.end
    }
    if (node.children.length > 0 && at !== node.end)
      problem ??= `${node.kind} at ${node.start} ends ${at}, not ${node.end}`
    return problem === undefined ? undefined : 'stop'
  })
  return problem
}

function lookupProblem(tree: TreeNode): string | undefined {
  for (let offset = 0; offset < tree.end; offset++) {
    const node = nodeAt(tree, offset)
    if (node.children.length > 0 || node.start > offset || node.end <= offset) {
      return `${node.kind} ${node.start}-${node.end} is not the leaf at ${offset}`
    }
  }
  return undefined
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
