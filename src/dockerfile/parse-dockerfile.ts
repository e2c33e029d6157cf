import { BuildError, lineAt } from '../source/index.ts'
import type { ArgInstruction, Dockerfile, FromInstruction, Instruction, Stage } from './instruction.ts'
import type { InstructionTable } from './instruction-syntax.ts'
import { parseInstruction } from './parse-instruction.ts'
import type { InstructionNode, SyntaxTree } from './syntax-tree.ts'

/** A Dockerfile and what is wrong with it. */
export interface ParsedDockerfile {
  readonly dockerfile: Dockerfile
  /** In order; the first is what the reference reports, unless the tree has errors, which come first. */
  readonly errors: readonly BuildError[]
}

/** With more errors than these nobody reads on. */
const ENOUGH = 100

/**
 * Makes the typed instructions of a tree and sorts them into stages. Nothing is thrown: an instruction that
 * is wrong is left out and its error is kept.
 * @param onParsed told of each instruction before the next one is parsed, up to the first error, where the
 *   reference stops
 * @param onNode told of each node before it is parsed, the first one that is wrong included
 * @param goesOn whether both are told of what stands behind the first error too
 */
export function parseDockerfile(
  tree: SyntaxTree,
  syntaxes: InstructionTable,
  onParsed: (instruction: Instruction) => void = () => undefined,
  onNode: (node: InstructionNode) => void = () => undefined,
  goesOn = false,
): ParsedDockerfile {
  const globalArgs: ArgInstruction[] = []
  const stages: Stage[] = []
  const errors: BuildError[] = []
  let current: Exclude<Instruction, FromInstruction>[] | undefined
  for (const node of tree.instructions) {
    if (errors.length === ENOUGH) break
    if (goesOn || errors.length === 0) onNode(node)
    let instruction: Instruction
    try {
      instruction = parseInstruction(node, syntaxes)
    } catch (error) {
      const repaired = repair(node, error, syntaxes)
      for (const each of repaired.errors) errors.push(onLine(node, each, tree))
      // What stands behind a FROM that is wrong is in a stage all the same, of which nothing is made.
      if (!repaired.instruction) {
        if (node.keyword.toUpperCase() === 'FROM') current = []
        continue
      }
      instruction = repaired.instruction
    }
    if (goesOn || errors.length === 0) onParsed(instruction)
    if (instruction.kind === 'from') {
      current = []
      stages.push({ from: instruction, instructions: current })
    } else if (current) current.push(instruction)
    else if (instruction.kind === 'arg') globalArgs.push(instruction)
    else {
      const message = 'no build stage in current context'
      errors.push(new BuildError('instruction-before-from', message, { at: node.span }))
      // Said once, it is said of all that follows.
      current = []
    }
  }
  return { dockerfile: { globalArgs, stages }, errors }
}

/**
 * What else is wrong with an instruction that has a flag which is, and what it is without such flags.
 * @param error what is wrong with it as it is
 */
function repair(
  node: InstructionNode,
  error: unknown,
  syntaxes: InstructionTable,
): { readonly errors: readonly unknown[]; readonly instruction?: Instruction } {
  const errors: unknown[] = [error]
  let { flags } = node
  for (let last = error; last instanceof BuildError && last.code.startsWith('flag-'); ) {
    const { focus } = last
    const rest = flags.filter(({ span }) => span !== focus)
    if (rest.length === flags.length) break
    flags = rest
    try {
      return { errors, instruction: parseInstruction({ ...node, flags }, syntaxes) }
    } catch (next) {
      errors.push(next)
      last = next
    }
  }
  return { errors }
}

function onLine(node: InstructionNode, error: unknown, tree: SyntaxTree): BuildError {
  if (!(error instanceof BuildError)) throw error
  const line = lineAt(node.span.file, node.span.start)
  const { file } = node.span
  const place = file === tree.file ? 'dockerfile parse error' : `${file.filename}: parse error`
  return error.with({ message: `${place} on line ${line}: ${error.message}` })
}
