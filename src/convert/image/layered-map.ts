/** Look-ups walk the layers, so a long chain is made flat now and then. */
const maxDepth = 16

/**
 * A map that a stage hands on to the stages made from it: `fork` costs nothing, and what a fork changes the
 * others do not see. A map that has been forked must not be changed any more. Keys keep the order in which
 * they were first set; one that was deleted and set again comes last.
 */
export class LayeredMap<Value> {
  readonly #below: LayeredMap<Value> | undefined
  readonly #depth: number
  readonly #own = new Map<string, Value>()
  /** Keys of the layers below that are no more, or no more in their place. */
  #deleted: Set<string> | undefined
  #entries: ReadonlyMap<string, Value> | undefined

  constructor(below?: LayeredMap<Value>) {
    if (below && below.#depth >= maxDepth) {
      for (const [key, value] of below.entries()) this.#own.set(key, value)
      this.#depth = 0
    } else {
      this.#below = below
      this.#depth = below ? below.#depth + 1 : 0
    }
  }

  /** A map with the same entries, which can be changed apart from this one. */
  fork(): LayeredMap<Value> {
    const unchanged = this.#own.size === 0 && this.#deleted === undefined
    return new LayeredMap(unchanged && this.#below ? this.#below : this)
  }

  get(key: string): Value | undefined {
    let layer: LayeredMap<Value> | undefined = this
    while (layer) {
      const value = layer.#own.get(key)
      if (value !== undefined || layer.#deleted?.has(key)) return value
      layer = layer.#below
    }
    return undefined
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  set(key: string, value: Value): void {
    this.#own.set(key, value)
    this.#entries = undefined
  }

  delete(key: string): void {
    if (!this.has(key)) return
    this.#own.delete(key)
    if (this.#below?.has(key)) {
      this.#deleted ??= new Set()
      this.#deleted.add(key)
    }
    this.#entries = undefined
  }

  keys(): Iterable<string> {
    return this.entries().keys()
  }

  /** All entries as they are now; the same map until something changes. */
  entries(): ReadonlyMap<string, Value> {
    this.#entries ??= this.#join()
    return this.#entries
  }

  #join(): ReadonlyMap<string, Value> {
    const layers: LayeredMap<Value>[] = []
    for (let layer: LayeredMap<Value> | undefined = this; layer; layer = layer.#below) layers.push(layer)
    const entries = new Map<string, Value>()
    for (const layer of layers.reverse()) {
      layer.#deleted?.forEach((key) => {
        entries.delete(key)
      })
      layer.#own.forEach((value, key) => {
        entries.set(key, value)
      })
    }
    return entries
  }
}
