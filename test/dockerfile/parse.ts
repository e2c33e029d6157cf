import {
  builtinSyntaxes,
  type Instruction,
  parseDockerfile,
  parseSyntaxTree,
} from '../../src/dockerfile/index.ts'
import { type BuildError, createSourceFile } from '../../src/source/index.ts'

/** The tree of a text. */
export const treeOf = (text: string | Uint8Array) =>
  parseSyntaxTree(createSourceFile('Dockerfile', text), builtinSyntaxes)

/** All errors of a text, those of the tree first. */
export function errorsOf(text: string): readonly BuildError[] {
  const tree = treeOf(text)
  return [...tree.errors, ...parseDockerfile(tree, builtinSyntaxes).errors]
}

/** The message of the first error of a text. */
export const messageOf = (text: string): string | undefined => errorsOf(text)[0]?.message

/** The lines that the first error of a text is placed on. */
export const linesOf = (text: string): readonly number[] | undefined =>
  errorsOf(text)[0]?.locations[0]?.ranges.map((range) => range.start.line)

/** The message of the error of one instruction, without the line. */
export const refusalOf = (instruction: string): string | undefined =>
  messageOf(`FROM scratch\n${instruction}\n`)?.replace('dockerfile parse error on line 2: ', '')

/** One instruction of a stage, parsed; throws what is wrong with it. */
export function instructionOf<Kind extends Instruction['kind']>(
  text: string,
  kind: Kind,
): Extract<Instruction, { kind: Kind }> {
  const tree = treeOf(kind === 'from' ? text : `FROM scratch\n${text}\n`)
  const { dockerfile, errors } = parseDockerfile(tree, builtinSyntaxes)
  const [error] = [...tree.errors, ...errors]
  if (error) throw error
  const [stage] = dockerfile.stages
  const instruction = kind === 'from' ? stage?.from : stage?.instructions[0]
  if (instruction?.kind !== kind) throw new Error(`a ${instruction?.kind} came out`)
  return instruction as Extract<Instruction, { kind: Kind }>
}

/** What expands a word by replacing `$NAME` with a value. */
export const replacing = (values: Readonly<Record<string, string>>) => {
  const word = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => values[name] ?? '')
  return { word, raw: word }
}
