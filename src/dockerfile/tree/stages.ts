import { readInteger } from '../../go/index.ts'
import type { ImageReferenceNode, InstructionTree, Tree, ValueNode } from './node.ts'
import { TextResolver } from './resolve-text.ts'

/**
 * A stage: its FROM and what follows up to the next one.
 *
 * @example
 * const unused = stages(tree).slice(0, -1).filter(({ references }) => references.length === 0)
 */
export interface TreeStage {
  /** Counts from 0. */
  readonly index: number
  /** In lower case; '' where the stage has none. */
  readonly name: string
  /** The name behind AS. */
  readonly nameNode: ValueNode<'stage-name'> | undefined
  readonly from: InstructionTree
  /** What FROM names; undefined while nothing stands there. */
  readonly image: ImageReferenceNode | undefined
  /** The stage that it begins with, undefined where that is an image. */
  readonly base: TreeStage | undefined
  /** Without FROM; those of ONBUILD are in their outer ones. */
  readonly instructions: readonly InstructionTree[]
  /** What names this stage: in a FROM below, in `COPY --from=` (also by its number), in the `from=` of a mount. */
  readonly references: readonly ImageReferenceNode[]
}

type Mutable<Type> = { -readonly [Field in keyof Type]: Type[Field] }
type Draft = Mutable<Omit<TreeStage, 'instructions' | 'references'>> & {
  instructions: InstructionTree[]
  references: ImageReferenceNode[]
}

/** A place that names a stage or an image. */
export interface SourceReference {
  readonly node: ImageReferenceNode
  readonly place: 'from' | 'copy' | 'mount'
  /** The instruction that it stands in: of an ONBUILD the inner one. */
  readonly instruction: InstructionTree
  readonly onbuild: boolean
  /** The stage that it names; undefined for an image (or a named context, which no text can tell). */
  readonly stage: TreeStage | undefined
}

/** The stages of a tree, and every place that names a stage or an image. */
export interface StageGraph {
  readonly stages: readonly TreeStage[]
  readonly references: readonly SourceReference[]
  /** What variables of FROM stand for, as far as defaults tell. */
  readonly resolver: TextResolver
}

/**
 * The stages of a Dockerfile in order, with all places that refer to them. A FROM whose variables have defaults is
 * understood; names are compared without case, as `COPY --from` does it.
 *
 * @example
 * const [builder] = stages(parse('FROM golang AS Builder\nFROM scratch\nCOPY --from=builder /a /a\n'))
 * builder?.references.length // 1
 */
export function stages(tree: Tree): readonly TreeStage[] {
  return stageGraph(tree, {}).stages
}

/** @param buildArgs values that global ARGs get from outside */
export function stageGraph(tree: Tree, buildArgs: Readonly<Record<string, string>>): StageGraph {
  const found: Draft[] = []
  const references: SourceReference[] = []
  const resolver = new TextResolver(tree.escape, buildArgs)
  const refer = (
    node: ImageReferenceNode,
    place: SourceReference['place'],
    instruction: InstructionTree,
    onbuild: boolean,
    stage: Draft | undefined,
  ) => {
    stage?.references.push(node)
    references.push({ node, place, instruction, onbuild, stage })
  }
  // A later stage of the same name takes the place of an earlier one.
  const named = new Map<string, Draft>()
  const byName = (name: string | undefined): Draft | undefined =>
    name === undefined ? undefined : named.get(name.toLowerCase())

  for (const instruction of tree.instructions) {
    const current = found.at(-1)
    if (instruction.name === 'FROM') {
      const image = imageOf(instruction)
      const base = image && byName(resolver.resolve(image).text)
      if (image) refer(image, 'from', instruction, false, base)
      const nameNode = instruction.arguments?.words.find((word) => word.kind === 'stage-name')
      const stage: Draft = {
        index: found.length,
        name: nameNode?.value.toLowerCase() ?? '',
        nameNode,
        from: instruction,
        image,
        base,
        instructions: [],
        references: [],
      }
      found.push(stage)
      if (stage.name !== '') named.set(stage.name, stage)
      continue
    }
    if (!current) {
      if (instruction.name === 'ARG') resolver.declare(instruction)
      continue
    }
    current.instructions.push(instruction)
    const acting = instruction.inner ?? instruction
    const onbuild = acting !== instruction
    for (const { node, place } of sourcesOf(acting)) {
      const index = place === 'copy' ? readInteger(node.value) : undefined
      // What an ONBUILD names is looked for in the Dockerfile that it runs in.
      const stage = onbuild
        ? undefined
        : typeof index === 'bigint'
          ? found[Number(index)]
          : byName(node.value)
      refer(node, place, acting, onbuild, stage)
    }
  }
  return { stages: found, references, resolver }
}

function imageOf(from: InstructionTree): ImageReferenceNode | undefined {
  return from.arguments?.words.find((word) => word.kind === 'image-reference')
}

function sourcesOf(
  instruction: InstructionTree,
): readonly { readonly node: ImageReferenceNode; readonly place: 'copy' | 'mount' }[] {
  const found: { node: ImageReferenceNode; place: 'copy' | 'mount' }[] = []
  for (const { valueNode, options } of instruction.flags) {
    const values = [
      { value: valueNode, place: 'copy' as const },
      ...options.map((option) => ({ value: option.valueNode, place: 'mount' as const })),
    ]
    for (const { value, place } of values) {
      const [node] = value?.children ?? []
      if (node?.kind === 'image-reference' && node.value !== '') found.push({ node, place })
    }
  }
  return found
}
