import type { InstructionTree, PairNode, Tree, VariableNode } from './node.ts'
import { stages, type TreeStage } from './stages.ts'
import { nodesOf } from './walk.ts'

/**
 * A variable, from where it is defined up to where it is defined again.
 *
 * @example
 * const unused = variables(tree).filter(({ kind, references }) => kind === 'arg' && references.length === 0)
 */
export interface TreeVariable {
  readonly name: string
  /** `undefined` stands for a name that nothing in the file defines: the base image may, or the build itself. */
  readonly kind: 'arg' | 'env' | 'undefined'
  /** The stage that it is defined in; undefined in front of the first FROM, and for what is not defined. */
  readonly stage: TreeStage | undefined
  /** The pair of ARG or ENV that defines it. */
  readonly definition: PairNode | undefined
  /** The global ARG whose default an ARG without one has in a stage. */
  readonly inherits: TreeVariable | undefined
  /** What uses it; in commands of a shell, as far as the shell does not define the name itself. */
  readonly references: readonly VariableNode[]
}

interface Draft extends TreeVariable {
  readonly references: VariableNode[]
}

type Scope = Map<string, Draft>

/**
 * The variables of a Dockerfile with their definitions and references, in the order of the text. ARGs in front of
 * the first FROM are known in FROM, and in a stage once it declares them too; a stage that begins with another one
 * knows its variables. What ONBUILD defines counts for the ONBUILD instructions that follow.
 *
 * @example
 * const [tag] = variables(parse('ARG TAG=3\nFROM alpine:$TAG\n'))
 * tag?.references.map(({ text }) => text) // ['$TAG']
 */
export function variables(tree: Tree): readonly TreeVariable[] {
  const found: Draft[] = []
  const reader = new ScopeReader(found)
  const globals: Scope = new Map()
  const scopes = new Map<TreeStage, Scope>()
  const stageOf = new Map(stages(tree).map((stage) => [stage.from, stage]))
  let stage: TreeStage | undefined
  let scope = globals
  for (const instruction of tree.instructions) {
    const begun = stageOf.get(instruction)
    if (begun) {
      reader.refer(instruction, globals)
      stage = begun
      scope = new Map(begun.base && scopes.get(begun.base))
      scopes.set(begun, scope)
    } else reader.read(instruction.inner ?? instruction, scope, stage, globals)
  }
  return found
}

class ScopeReader {
  readonly #found: Draft[]
  readonly #undefined = new Map<string, Draft>()

  constructor(found: Draft[]) {
    this.#found = found
  }

  read(instruction: InstructionTree, scope: Scope, stage: TreeStage | undefined, globals: Scope): void {
    const kind = instruction.name === 'ARG' ? 'arg' : instruction.name === 'ENV' ? 'env' : undefined
    if (!kind) {
      this.refer(instruction, scope)
      return
    }
    // The names of one ENV come into being together, those of one ARG one after the other.
    if (kind === 'env') this.refer(instruction, scope)
    for (const pair of instruction.arguments?.pairs ?? []) {
      if (kind === 'arg') this.#referAll(nodesOf(pair, 'variable'), scope)
      const inherits = kind === 'arg' && stage && pair.value === undefined ? globals.get(pair.key) : undefined
      const variable: Draft = { name: pair.key, kind, stage, definition: pair, inherits, references: [] }
      scope.set(pair.key, variable)
      this.#found.push(variable)
    }
  }

  refer(instruction: InstructionTree, scope: Scope): void {
    this.#referAll(nodesOf(instruction, 'variable'), scope)
  }

  #referAll(nodes: readonly VariableNode[], scope: Scope): void {
    for (const node of nodes) {
      const variable = scope.get(node.name)
      if (variable) variable.references.push(node)
      else if (node.expander === 'dockerfile') this.#unknown(node).references.push(node)
    }
  }

  #unknown({ name }: VariableNode): Draft {
    let variable = this.#undefined.get(name)
    if (!variable) {
      variable = {
        name,
        kind: 'undefined',
        stage: undefined,
        definition: undefined,
        inherits: undefined,
        references: [],
      }
      this.#undefined.set(name, variable)
      this.#found.push(variable)
    }
    return variable
  }
}
