import type { BuildError } from '../../source/index.ts'
import type { InstructionTable } from '../instruction-syntax.ts'
import { parseDockerfile } from '../parse-dockerfile.ts'
import type { SyntaxTree } from '../syntax-tree.ts'

/**
 * Everything that is wrong with a text before anything is made of it, in the order of the places. Of the
 * instructions that can be split, each says what else is wrong with it, so that no error hides another one.
 */
export function textErrors(tree: SyntaxTree, syntaxes: InstructionTable): readonly BuildError[] {
  const { errors } = parseDockerfile(tree, syntaxes)
  return [...tree.errors, ...errors].sort((a, b) => placeOf(a, tree) - placeOf(b, tree))
}

/** Where an error stands in the file; those that have lines only stand where the first of them begins. */
function placeOf(error: BuildError, { file }: SyntaxTree): number {
  const place = error.focus ?? error.spans[0]
  if (place) return place.start
  const line = error.locations[0]?.ranges[0]?.start.line ?? 1
  return file.lineStarts[line - 1] ?? 0
}
