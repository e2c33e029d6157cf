import type { Span } from '../../source/index.ts'
import type { ArgFact } from '../args/index.ts'

interface ResourceFact {
  readonly required: boolean
  readonly span: Span
}

/** What the outline knows of one stage. */
export class StageOutline {
  #globals: ReadonlyMap<string, ArgFact> | undefined
  readonly #args = new Map<string, ArgFact>()
  readonly #used = new Set<string>()
  readonly #usedByFrom = new Set<string>()
  #base: StageOutline | undefined
  /** What extensions tell of args that the stage declares, by name. */
  readonly notes = new Map<string, readonly string[]>()
  readonly secrets = new Map<string, ResourceFact>()
  readonly ssh = new Map<string, ResourceFact>()

  /** What extensions tell of an arg, where it is declared in front of the first FROM. */
  globalNotes(name: string): readonly string[] {
    return this.#globals?.get(name)?.declaration.notes ?? []
  }

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

  /** Notes a global arg that the stage's FROM uses: stages made from it use that as well. */
  useInFrom(name: string): void {
    this.#used.add(name)
    this.#usedByFrom.add(name)
  }

  /** Says what stage this one is made from. */
  setBase(base: StageOutline): void {
    this.#base = base
  }

  /**
   * Every arg that the stage uses, those included that their default values are made of.
   * @param told outlines whose FROM has been told of already; those of this stage and below are added
   */
  usedArgs(told: Set<StageOutline>): ReadonlyMap<string, ArgFact> {
    const facts = new Map<string, ArgFact>()
    const names = [...this.#used]
    for (let below = this.#base; below && !told.has(below); below = below.#base) {
      told.add(below)
      names.push(...below.#usedByFrom)
    }
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
