import { findSyntax, type Instruction, MOST_INSTRUCTIONS } from '../../dockerfile/index.ts'
import { quote, readInteger } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import { suggestion } from '../../suggest/index.ts'
import type { EarlyScope } from '../args/index.ts'
import type {
  ConvertOptions,
  InstructionDefinition,
  InstructionDefinitionTable,
  SourceReference,
} from '../definition/index.ts'
import { noteMistake } from '../definition/index.ts'
import { type Command, StageNode } from './stage-node.ts'

/** So many take 100 MiB of memory, which nobody gains anything by. */
const mostStages = 10_000
/** Each mount has one, as the reference counts them among the stages. */
const mostSources = 60_000

/** All stages of a Dockerfile, and the images and named contexts that instructions name, in document order. */
export class StageGraph {
  readonly nodes: StageNode[] = []
  /** Images that instructions name and whose triggers have been looked at. */
  readonly imagesWithTriggers = new Set<string>()
  readonly #byName = new Map<string, StageNode>()
  #commands = 0
  #stages = 0
  #sources = 0
  readonly #definitions: InstructionDefinitionTable
  readonly #options: Pick<ConvertOptions, 'onMistake'>

  constructor(definitions: InstructionDefinitionTable, options: Pick<ConvertOptions, 'onMistake'>) {
    this.#definitions = definitions
    this.#options = options
  }

  /** How many instructions all stages have together, triggers included. */
  get commandCount(): number {
    return this.#commands
  }

  /** Adds a stage. Where its base is the name of a stage further up, it is made from that one. */
  add(node: StageNode): void {
    const { anonymous, span } = node
    const most = anonymous ? mostSources : mostStages
    if ((anonymous ? this.#sources++ : this.#stages++) === most) {
      const what = anonymous ? 'mounts, and images that instructions name' : 'stages'
      throw new BuildError('stage', `there are more than ${most} ${what}`, { at: span ?? [] })
    }
    this.nodes.push(node)
    node.base = this.#byName.get(node.baseName)
    if (node.name !== '') this.#byName.set(node.name.toLowerCase(), node)
  }

  find(name: string): StageNode | undefined {
    return this.#byName.get(name.toLowerCase())
  }

  /** Names of the stages, for suggestions. */
  *names(): Iterable<string> {
    for (const node of this.nodes) if (node.displayName !== '') yield node.displayName
  }

  /** The stage to build; the last one by default. Throws BuildError (code `target-unknown`) for an unknown name. */
  target(name: string): StageNode {
    const node = name === '' ? this.nodes.at(-1) : this.find(name)
    if (node) return node
    throw new BuildError(
      'target-unknown',
      `target stage ${quote(name)} could not be found${suggestion(name, this.names(), true)}`,
    )
  }

  /**
   * Makes commands of a stage's instructions. What they take files from becomes a dependency; images and named
   * contexts become nodes of their own. Throws BuildError for a source that cannot be.
   */
  link(
    node: StageNode,
    instructions: Iterable<Instruction>,
    scope: EarlyScope,
    triggered: boolean,
  ): readonly Command[] {
    const commands: Command[] = []
    for (const instruction of instructions) {
      const definition = this.definitionOf(instruction)
      const sources: StageNode[] = []
      try {
        for (const reference of definition.sources?.(instruction, scope.contextOf(instruction)) ?? []) {
          sources.push(this.#source(reference, instruction))
        }
      } catch (error) {
        noteMistake(this.#options, error, instruction.span)
        continue
      }
      scope.note(instruction)
      for (const source of sources) {
        node.dependencies.set(source, instruction)
        if (source.anonymous) this.add(source)
      }
      if (++this.#commands > MOST_INSTRUCTIONS) {
        const message = `there are more than ${MOST_INSTRUCTIONS} instructions, triggers of images among them`
        throw new BuildError('conversion', message)
      }
      commands.push({ instruction, definition, sources, triggered })
    }
    return commands
  }

  /** Has instructions take files from a stage in place of the image that they name. */
  replaceSource(image: StageNode, stage: StageNode): void {
    for (const node of this.nodes) {
      const instruction = node.dependencies.get(image)
      if (!instruction) continue
      node.dependencies.delete(image)
      node.dependencies.set(stage, instruction)
      node.commands = node.commands.map((command) =>
        command.sources.includes(image)
          ? { ...command, sources: command.sources.map((source) => (source === image ? stage : source)) }
          : command,
      )
    }
  }

  definitionOf(instruction: Instruction): InstructionDefinition {
    const syntax = findSyntax(this.#definitions, instruction.keyword)
    const definition = syntax && this.#definitions.get(syntax.name)
    if (definition && !definition.splice) return definition
    if (definition) {
      const message = `${definition.name} isn't allowed as an ONBUILD trigger`
      throw new BuildError('trigger-forbidden', message, { at: instruction.span })
    }
    throw new BuildError('internal', `no conversion is known for ${instruction.keyword}`, {
      at: instruction.span,
    })
  }

  #source(reference: SourceReference, instruction: Instruction): StageNode {
    const index = reference.byIndex ? readInteger(reference.name) : undefined
    if (typeof index === 'bigint') {
      const node = this.nodes[Number(index)]
      if (node) return node
      throw new BuildError('stage-index', `invalid stage index ${index}`)
    }
    return (
      this.find(reference.name) ??
      new StageNode({
        from: undefined,
        span: reference.located ? instruction.span : undefined,
        baseName: reference.name,
        name: '',
      })
    )
  }
}

/** Every stage that a stage needs, itself included. */
export function reachableFrom(target: StageNode): ReadonlySet<StageNode> {
  const reached = new Set<StageNode>([target])
  // A set is walked in the order of insertion, what is added on the way included.
  for (const node of reached) {
    if (node.base) reached.add(node.base)
    for (const dependency of node.dependencies.keys()) reached.add(dependency)
  }
  return reached
}

/**
 * Throws BuildError (code `stage-cycle`) where stages take files from each other in a circle. It is placed at every
 * instruction on the way from the first stage into the circle and around it.
 */
export function refuseCycles(nodes: readonly StageNode[]): void {
  const visited = new Set<StageNode>()
  for (const start of nodes) {
    if (visited.has(start) || start.dependencies.size === 0) continue
    const path: { readonly node: StageNode; readonly rest: Iterator<[StageNode, Instruction]> }[] = []
    const onPath = new Set<StageNode>()
    const way: Instruction[] = []
    const enter = (node: StageNode): void => {
      visited.add(node)
      onPath.add(node)
      path.push({ node, rest: node.dependencies.entries() })
    }
    enter(start)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.next()
      if (next.done) {
        onPath.delete(top.node)
        path.pop()
        way.pop()
        continue
      }
      const [node, instruction] = next.value
      if (onPath.has(node)) {
        throw new BuildError('stage-cycle', `circular dependency detected on stage: ${start.displayName}`, {
          at: [...way, instruction].map(({ span }) => span),
        })
      }
      if (visited.has(node)) continue
      way.push(instruction)
      enter(node)
    }
  }
}
