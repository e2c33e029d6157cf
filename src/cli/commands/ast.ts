import { closest, parse, positionAt, type TreeNode } from '../../dockerfile/index.ts'
import { createSourceFile } from '../../source/index.ts'
import { fileOptions } from '../build-options.ts'
import type { Command } from '../command.ts'
import { openDockerfile } from '../dockerfile-source.ts'
import { errorsJson } from '../error-json.ts'
import { formatErrors } from '../format-error.ts'

export const ast: Command = {
  name: 'ast',
  summary: 'Print the syntax tree of a Dockerfile as JSON',
  description: `Prints the directives, comments and instructions of a Dockerfile as JSON, each
with what is in it, down to the words, options and variables. Every node has its
place: lines count from 1, offsets count UTF-16 units from 0, a byte order mark
included. What is wrong with the text is under "errors" and on standard error;
unknown and broken instructions are in the tree. Nodes are described in
docs/dockerfile-tree.md.`,
  argument: 'DIR',
  options: {
    ...fileOptions,
    all: {
      type: 'boolean',
      help: 'Print white space, continuations and punctuation as well, so that\nnodes without nodes in them are the file',
    },
  },
  async run(values, context, io) {
    const { filename, bytes } = await openDockerfile(values.string('file'), context, io)
    const tree = parse(createSourceFile(filename, bytes))
    const { errors } = tree
    const all = values.boolean('all')
    const list = (nodes: readonly TreeNode[]) => nodes.map((node) => printed(node, all))
    const printedTree = {
      file: filename,
      escape: tree.escape,
      directives: list(tree.directives),
      comments: list(tree.comments),
      instructions: list(tree.instructions),
      ...(all ? { nodes: list(tree.children) } : {}),
      ...(errors.length > 0 ? { errors: errorsJson(errors) } : {}),
    }
    io.out(`${JSON.stringify(printedTree, null, 2)}\n`)
    io.err(formatErrors(errors, io.errorColors))
    return errors.length > 0 ? 1 : 0
  },
}

/** What has no meaning of its own. */
const trivia: ReadonlySet<TreeNode['kind']> = new Set([
  'white-space',
  'line-break',
  'continuation',
  'punctuation',
  'operator',
  'literal',
  'comment',
])

function printed(node: TreeNode, all: boolean): object {
  const children = all ? node.children : node.children.filter(({ kind }) => !trivia.has(kind))
  return {
    kind: node.kind,
    ...fieldsOf(node),
    ...(all || node.kind === 'comment' ? { text: node.text } : {}),
    lines: [positionAt(node.file, node.start).line, positionAt(node.file, lastOffset(node)).line],
    offsets: [node.start, node.end],
    ...(children.length > 0 ? { nodes: children.map((child) => printed(child, all)) } : {}),
  }
}

function lastOffset({ start, end }: TreeNode): number {
  return Math.max(start, end - 1)
}

/** The fields that only some kinds have, as far as they are no nodes. */
function fieldsOf(node: TreeNode): object {
  if (node.kind === 'instruction') {
    const { name, keyword, node: parsed } = node
    const comments = closest(node, 'dockerfile') && parsed ? { comments: parsed.comments } : {}
    return { name, keyword: keyword.value, ...comments }
  }
  return Object.fromEntries(
    Object.entries(node).filter(
      ([key, value]) =>
        !['kind', 'start', 'end'].includes(key) && ['string', 'boolean', 'number'].includes(typeof value),
    ),
  )
}
