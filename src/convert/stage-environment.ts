import type { Environment } from '../dockerfile/index.ts'
import type { ImageEnv } from './image-env.ts'
import { splitEnvEntry } from './image-env.ts'
import { LayeredMap } from './layered-map.ts'

/**
 * The variables of a stage. A look-up costs the same however many there are; the list for execs is made once
 * for each change. Variables of the image come in the image's order, behind args that were inherited; what
 * the stage sets comes last, in the order in which it was last set.
 */
export class StageEnvironment implements Environment {
  readonly #image: ImageEnv
  /** Args of the stages below that are not in the image. */
  readonly #inheritedArgs: LayeredMap<string>
  readonly #own = new Map<string, string>()
  #list: readonly string[] | undefined

  /**
   * @param image the image's variables, which this object changes as well
   * @param below the variables of the stage that this one is made from, which must not change any more
   */
  constructor(image: ImageEnv, below?: StageEnvironment) {
    this.#image = image
    this.#inheritedArgs = below ? below.#args() : new LayeredMap()
  }

  get(name: string): string | undefined {
    return this.#own.get(name) ?? this.#image.effectiveValue(name) ?? this.#inheritedArgs.get(name)
  }

  names(): Iterable<string> {
    return this.#entries().keys()
  }

  /** Sets a variable of the stage and of its image. */
  setEnv(name: string, value: string): void {
    this.setVariable(name, value)
    this.#image.set(name, value)
  }

  /** Sets a variable of the stage alone. */
  setVariable(name: string, value: string): void {
    this.#own.delete(name)
    this.#own.set(name, value)
    this.#list = undefined
  }

  /** Takes a variable away from the stage and from its image. */
  unset(name: string): void {
    this.#own.delete(name)
    this.#image.delete(name)
    this.#inheritedArgs.delete(name)
    this.#list = undefined
  }

  /** The variables as `KEY=value`. */
  list(): readonly string[] {
    this.#list ??= Array.from(this.#entries(), ([name, value]) => `${name}=${value}`)
    return this.#list
  }

  #entries(): Map<string, string> {
    const entries = new Map<string, string>()
    const image = new Map<string, string>()
    for (const entry of this.#image.list()) {
      const [name, value] = splitEnvEntry(entry)
      if (this.#own.has(name)) continue
      image.delete(name)
      image.set(name, value)
    }
    for (const [name, value] of this.#inheritedArgs.entries()) {
      if (!this.#own.has(name) && !image.has(name)) entries.set(name, value)
    }
    for (const [name, value] of image) entries.set(name, value)
    for (const [name, value] of this.#own) entries.set(name, value)
    return entries
  }

  #args(): LayeredMap<string> {
    const args = this.#inheritedArgs.fork()
    for (const [name, value] of this.#own) {
      if (this.#image.has(name)) continue
      args.delete(name)
      args.set(name, value)
    }
    return args
  }
}
