import type { Environment } from '../../dockerfile/index.ts'
import type { ImageEnv } from '../image/index.ts'
import { LayeredMap, splitEnvEntry } from '../image/index.ts'

interface OwnVariable {
  readonly value: string
  /** `KEY=value`. */
  readonly entry: string
}

/**
 * The variables of a stage. A look-up costs the same however many there are; the list for execs is made once
 * for each change. Variables of the image come in the image's order, behind args that were inherited; what
 * the stage sets comes last, in the order in which it was last set.
 */
export class StageEnvironment implements Environment {
  readonly #image: ImageEnv
  /** Args of the stages below that are not in the image. */
  readonly #inheritedArgs: LayeredMap<string>
  readonly #own = new Map<string, OwnVariable>()
  /** Variables of the image and of the stages below that the stage has not set itself. */
  #others: ReadonlyMap<string, string> | undefined
  /** Of the image, when those were looked up. */
  #revision = 0
  #list: readonly string[] | undefined
  #size = 0

  /**
   * @param image the image's variables, which this object changes as well
   * @param below the variables of the stage that this one is made from, which must not change any more
   */
  constructor(image: ImageEnv, below?: StageEnvironment) {
    this.#image = image
    this.#inheritedArgs = below ? below.#args() : new LayeredMap()
  }

  get(name: string): string | undefined {
    return this.#own.get(name)?.value ?? this.#image.effectiveValue(name) ?? this.#inheritedArgs.get(name)
  }

  names(): Iterable<string> {
    const names = [...this.#otherVariables().keys()]
    for (const name of this.#own.keys()) names.push(name)
    return names
  }

  /** Sets a variable of the stage and of its image. */
  setEnv(name: string, value: string): void {
    this.setVariable(name, value)
    const known = this.#image.revision === this.#revision
    this.#image.set(name, value)
    // The others stay what they are.
    if (known) this.#revision = this.#image.revision
  }

  /** Sets a variable of the stage alone. */
  setVariable(name: string, value: string): void {
    this.#own.delete(name)
    this.#own.set(name, { value, entry: `${name}=${value}` })
    if (this.#others?.has(name)) this.#others = undefined
    this.#list = undefined
  }

  /** Takes a variable away from the stage and from its image. */
  unset(name: string): void {
    this.#own.delete(name)
    this.#image.delete(name)
    this.#inheritedArgs.delete(name)
    this.#others = undefined
    this.#list = undefined
  }

  /** The variables as `KEY=value`; the same list until something changes. */
  list(): readonly string[] {
    const others = this.#otherVariables()
    if (this.#list === undefined) {
      const list = Array.from(others, ([name, value]) => `${name}=${value}`)
      this.#own.forEach(({ entry }) => {
        list.push(entry)
      })
      this.#size = list.reduce((size, entry) => size + entry.length, 0)
      this.#list = list
    }
    return this.#list
  }

  /** The characters of that list. */
  get size(): number {
    this.list()
    return this.#size
  }

  #otherVariables(): ReadonlyMap<string, string> {
    if (this.#others === undefined || this.#revision !== this.#image.revision) {
      this.#others = this.#lookUpOthers()
      this.#revision = this.#image.revision
      this.#list = undefined
    }
    return this.#others
  }

  #lookUpOthers(): ReadonlyMap<string, string> {
    const image = new Map<string, string>()
    for (const entry of this.#image.list()) {
      const [name, value] = splitEnvEntry(entry)
      if (this.#own.has(name)) continue
      image.delete(name)
      image.set(name, value)
    }
    const others = new Map<string, string>()
    for (const [name, value] of this.#inheritedArgs.entries()) {
      if (!this.#own.has(name) && !image.has(name)) others.set(name, value)
    }
    for (const [name, value] of image) others.set(name, value)
    return others
  }

  #args(): LayeredMap<string> {
    const args = this.#inheritedArgs.fork()
    for (const [name, { value }] of this.#own) {
      if (this.#image.has(name)) continue
      args.delete(name)
      args.set(name, value)
    }
    return args
  }
}
