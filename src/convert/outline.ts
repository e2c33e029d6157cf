import type { Span } from '../source/index.ts'
import type { ArgFact } from './global-args.ts'
import type { StageNode } from './stage-node.ts'

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

/** What a target takes from outside; `--call=outline` prints it. */
export interface Outline {
  /** The name of the stage; '' where it has none. */
  readonly name: string
  readonly description: string
  readonly args: readonly OutlineArg[]
  readonly secrets: readonly OutlineResource[]
  readonly ssh: readonly OutlineResource[]
}

interface ResourceFact {
  readonly required: boolean
  readonly span: Span
}

/** What the outline knows of one stage. */
export class StageOutline {
  #globals: ReadonlyMap<string, ArgFact> | undefined
  readonly #args = new Map<string, ArgFact>()
  readonly #used = new Set<string>()
  readonly secrets = new Map<string, ResourceFact>()
  readonly ssh = new Map<string, ResourceFact>()

  /** Args that are declared in front of the first FROM. */
  setGlobals(globals: ReadonlyMap<string, ArgFact>): void {
    this.#globals = globals
  }

  declare(fact: ArgFact): void {
    this.#args.set(fact.declaration.key, fact)
  }

  use(name: string): void {
    this.#used.add(name)
  }

  /** Every arg that the stage uses, those included that their default values are made of. */
  usedArgs(): ReadonlyMap<string, ArgFact> {
    const facts = new Map<string, ArgFact>()
    const names = [...this.#used]
    const seen = new Set(names)
    for (let at = 0; at < names.length; at++) {
      const name = names[at] as string
      const fact = this.#args.get(name) ?? this.#globals?.get(name)
      if (!fact) continue
      facts.set(name, fact)
      for (const dependency of fact.dependencies) {
        if (seen.has(dependency)) continue
        seen.add(dependency)
        names.push(dependency)
      }
    }
    return facts
  }
}

/** The outline of a target and of all that it is made of. */
export function outlineOf(target: StageNode): Outline {
  const args = new Map<string, OutlineArg>()
  const secrets = new Map<string, OutlineResource>()
  const ssh = new Map<string, OutlineResource>()
  for (const stage of stagesBelow(target)) {
    for (const [name, fact] of stage.outline.usedArgs()) {
      if (args.has(name)) continue
      args.set(name, { name, description: fact.declaration.description, value: fact.value, span: fact.span })
    }
    for (const [name, fact] of stage.outline.secrets)
      if (!secrets.has(name)) secrets.set(name, { name, ...fact })
    for (const [name, fact] of stage.outline.ssh) if (!ssh.has(name)) ssh.set(name, { name, ...fact })
  }
  return {
    name: target.name,
    description: target.from?.description ?? '',
    args: byPlace(args.values()),
    secrets: byPlace(secrets.values()),
    ssh: byPlace(ssh.values()),
  }
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

function byPlace<Item extends { readonly span: Span }>(items: Iterable<Item>): readonly Item[] {
  return [...items].sort((a, b) => a.span.start - b.span.start)
}
