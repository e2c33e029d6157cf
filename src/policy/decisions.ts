/** What policies have put in the place of images, for as long as one platform is built. */
export class SourceDecisions {
  readonly #references = new Map<string, string>()
  readonly #decided = new Set<string>()
  #version = 0

  /** Counts what was decided. */
  get version(): number {
    return this.#version
  }

  /** The image that stands in the place of a source; undefined where nobody replaced it. */
  of(key: string): string | undefined {
    return this.#references.get(key)
  }

  /**
   * Puts an image in the place of a source. The file is converted again because of it, and every policy asked again
   * about what came of that: what it decided once stays as it is.
   * @param before the reference that stands there; that very one is no decision
   * @returns the new reference; undefined where nothing is new
   */
  decide(key: string, policy: string, before: string, choose: () => string): string | undefined {
    const decision = JSON.stringify([key, policy])
    if (this.#decided.has(decision)) return undefined
    const reference = choose()
    if (reference === before) return undefined
    this.#decided.add(decision)
    this.#references.set(key, reference)
    this.#version++
    return reference
  }
}
