import type { CommandLine } from './instruction.ts'
import type { InstructionNode } from './syntax-tree.ts'

/** The command of RUN, CMD, ENTRYPOINT and their like: a JSON array, or else text for a shell. */
export function commandLine(node: InstructionNode): CommandLine {
  return {
    args: node.arguments.words,
    shell: node.arguments.form !== 'json',
    files: node.heredocs.map(({ name, content, chomp }) => ({ name, content, chomp })),
  }
}
