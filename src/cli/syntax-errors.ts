import { builtinSyntaxes, parseDockerfile, parseSyntaxTree } from '../dockerfile/index.ts'
import { BuildError, createSourceFile } from '../source/index.ts'
import type { DockerfileSource } from './dockerfile-source.ts'

/** Everything that is wrong with the text of a Dockerfile, before anything is converted. */
export function syntaxErrors({ filename, bytes }: DockerfileSource): readonly BuildError[] {
  const file = createSourceFile(filename, bytes)
  if (file.bytes.length === 0) return [new BuildError('syntax', 'the Dockerfile cannot be empty')]
  const tree = parseSyntaxTree(file, builtinSyntaxes)
  const { errors } = parseDockerfile(tree, builtinSyntaxes)
  // One mistake can be told twice: by the text, and by the instruction that is made of it.
  return [...tree.errors, ...(tree.errors.length > 0 ? [] : errors)]
}
