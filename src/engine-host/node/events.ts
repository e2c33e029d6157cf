type Listener = (...parameters: readonly unknown[]) => void

/** As much of Node's `EventEmitter` as a call has: what listens to its metadata and its status. */
export class EventEmitter {
  readonly #listeners = new Map<string | symbol, Listener[]>()

  on(event: string | symbol, listener: Listener): this {
    const listeners = this.#listeners.get(event)
    if (listeners) listeners.push(listener)
    else this.#listeners.set(event, [listener])
    return this
  }

  emit(event: string | symbol, ...parameters: readonly unknown[]): boolean {
    const listeners = this.#listeners.get(event) ?? []
    for (const listener of [...listeners]) listener.apply(this, parameters as unknown[])
    return listeners.length > 0
  }
}
