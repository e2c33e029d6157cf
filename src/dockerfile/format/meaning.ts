import type { InstructionTree, Tree } from '../tree/node.ts'

/**
 * What a Dockerfile means, whatever it looks like: two texts whose meanings are equal give the same ops and the
 * same image config, the same directives and the same comments.
 */
export function meaningOf(tree: Tree): string {
  return JSON.stringify({
    directives: tree.directives.map(({ name, value }) => [name, value]),
    comments: tree.comments.map(({ value }) => value),
    instructions: tree.instructions.map(meaningOfInstruction),
    errors: tree.errors.length,
  })
}

function meaningOfInstruction(instruction: InstructionTree): unknown {
  const { name, flags, arguments: args, heredocs, inner } = instruction
  const isCaseless = name === 'HEALTHCHECK'
  return [
    name,
    flags.map((flag) => [flag.name, flag.value]),
    args?.form,
    args?.words.map(({ kind, value }, index) =>
      kind === 'as' || (isCaseless && index === 0) ? value.toUpperCase() : value,
    ),
    args?.pairs.map(({ key, value }) => [key, value]),
    heredocs.map((heredoc) => [heredoc.name, heredoc.expand, heredoc.chomp, heredoc.body.text]),
    inner && meaningOfInstruction(inner),
  ]
}
