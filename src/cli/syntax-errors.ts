import { builtinInstructions } from '../convert/index.ts'
import { findSyntax, parseDockerfile, parseSyntaxTree } from '../dockerfile/index.ts'
import type { Frontend } from '../frontend/index.ts'
import { BuildError, createSourceFile } from '../source/index.ts'
import type { DockerfileSource } from './dockerfile-source.ts'

/**
 * Everything that is wrong with the text of a Dockerfile, before anything is converted. Files that stand in it
 * are not looked into. Throws BuildError where the file asks for an extension that is not there.
 */
export function syntaxErrors(
  { filename, bytes }: DockerfileSource,
  frontend: Frontend,
): readonly BuildError[] {
  const file = createSourceFile(filename, bytes)
  if (file.bytes.length === 0) return [new BuildError('no-instructions', 'the Dockerfile cannot be empty')]
  const table = frontend.forFile?.(file)?.instructions ?? frontend.instructions ?? builtinInstructions
  const tree = parseSyntaxTree(file, table)
  const inParts = tree.instructions.some(({ keyword }) => {
    const syntax = findSyntax(table, keyword)
    return syntax && table.get(syntax.name)?.splice
  })
  // One mistake can be told twice: by the text, and by the instruction that is made of it.
  if (tree.errors.length > 0 || inParts) return tree.errors
  return parseDockerfile(tree, table).errors
}
