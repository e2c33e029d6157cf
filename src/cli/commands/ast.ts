import { builtinSyntaxes, type InstructionNode, parseSyntaxTree } from '../../dockerfile/index.ts'
import { createSourceFile, lineAt, type Span } from '../../source/index.ts'
import { fileOptions } from '../build-options.ts'
import type { Command } from '../command.ts'
import { openDockerfile } from '../dockerfile-source.ts'
import { formatErrors } from '../format-error.ts'

export const ast: Command = {
  name: 'ast',
  summary: 'Print the syntax tree of a Dockerfile as JSON',
  description: `Prints the directives, comments and instructions of a Dockerfile as JSON, each
with its place: lines count from 1, offsets count UTF-16 units from 0. What is
wrong with the text goes to standard error; unknown instructions are in the tree.`,
  argument: 'DIR',
  options: fileOptions,
  async run(values, context, io) {
    const { filename, bytes } = await openDockerfile(values.string('file'), context, io)
    const { errors, ...tree } = parseSyntaxTree(createSourceFile(filename, bytes), builtinSyntaxes)
    const printed = {
      file: filename,
      escape: tree.escape,
      directives: tree.directives.map(({ name, value, span }) => ({ name, value, ...place(span) })),
      comments: tree.comments.map(({ text, span }) => ({ text, ...place(span) })),
      instructions: tree.instructions.map(printedInstruction),
    }
    io.out(`${JSON.stringify(printed, null, 2)}\n`)
    io.err(formatErrors(errors))
    return errors.length > 0 ? 1 : 0
  },
}

function printedInstruction(node: InstructionNode) {
  return {
    keyword: node.keyword,
    flags: node.flags.map(({ name, value, span }) => ({ name, value, ...place(span) })),
    argumentText: node.argumentText,
    arguments: node.arguments,
    heredocs: node.heredocs.map(({ span, ...heredoc }) => ({ ...heredoc, ...place(span) })),
    comments: node.comments,
    ...place(node.span),
  }
}

function place({ file, start, end }: Span) {
  return { lines: [lineAt(file, start), lineAt(file, Math.max(start, end - 1))], offsets: [start, end] }
}
