import type { SourceFile, Span } from '../../source/index.ts'
import type { ArgFact } from '../args/index.ts'
import type { StageNode } from './stage-node.ts'
import type { StageOutline } from './stage-outline.ts'

/** A build arg in the outline. */
export interface OutlineArg {
  readonly name: string
  readonly description: string
  readonly value: string
  readonly span: Span
}

/** A secret or an ssh agent in the outline. */
export interface OutlineResource {
  readonly name: string
  readonly required: boolean
  readonly span: Span
}

/**
 * What a target takes from outside; `--call=outline` prints it.
 *
 * @example
 * const { args, secrets } = await build.outline()
 */
export interface Outline {
  /** The name of the stage; '' where it has none. */
  readonly name: string
  readonly description: string
  readonly args: readonly OutlineArg[]
  readonly secrets: readonly OutlineResource[]
  readonly ssh: readonly OutlineResource[]
}

/**
 * The outline of a target and of all that it is made of.
 * @param file the Dockerfile; what stands in other files comes behind it
 */
export function outlineOf(target: StageNode, file: SourceFile): Outline {
  const args = new Map<string, OutlineArg>()
  const secrets = new Map<string, OutlineResource>()
  const ssh = new Map<string, OutlineResource>()
  const told = new Set<StageOutline>()
  const stages = stagesBelow(target)
  for (const stage of stages) {
    for (const [name, fact] of stage.outline.usedArgs(told)) {
      if (args.has(name)) continue
      args.set(name, { name, description: describe(name, fact, stages), value: fact.value, span: fact.span })
    }
    for (const [name, fact] of stage.outline.secrets)
      if (!secrets.has(name)) secrets.set(name, { name, ...fact })
    for (const [name, fact] of stage.outline.ssh) if (!ssh.has(name)) ssh.set(name, { name, ...fact })
  }
  return {
    name: target.name,
    description: target.from?.description ?? '',
    args: byPlace(args.values(), file),
    secrets: byPlace(secrets.values(), file),
    ssh: byPlace(ssh.values(), file),
  }
}

/** What the Dockerfile says of an arg, and what extensions do, wherever it is declared. */
function describe(name: string, { declaration }: ArgFact, stages: readonly StageNode[]): string {
  const notes = new Set<string>()
  for (const { outline } of stages) {
    for (const note of outline.globalNotes(name)) notes.add(note)
    for (const note of outline.notes.get(name) ?? []) notes.add(note)
  }
  const { description } = declaration
  if (notes.size === 0) return description
  return `${description === '' ? '' : `${description} `}(${[...notes].join(', ')})`
}

/** The stage, then what it is made from, then what it takes files from, each once and depth first. */
function stagesBelow(target: StageNode): readonly StageNode[] {
  const order: StageNode[] = []
  const seen = new Set<StageNode>()
  const open: StageNode[] = [target]
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (seen.has(stage)) continue
    seen.add(stage)
    order.push(stage)
    open.push(...[...stage.dependencies.keys()].reverse())
    if (stage.base) open.push(stage.base)
  }
  return order
}

function byPlace<Item extends { readonly span: Span }>(
  items: Iterable<Item>,
  first: SourceFile,
): readonly Item[] {
  const list = [...items]
  const order = new Map([[first, 0]])
  for (const { span } of list) if (!order.has(span.file)) order.set(span.file, order.size)
  const fileOf = ({ span }: Item) => order.get(span.file) ?? 0
  return list.sort((a, b) => fileOf(a) - fileOf(b) || a.span.start - b.span.start)
}
