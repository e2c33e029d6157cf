/** Bytes that arrive in pieces, read in portions of one's own. */
export class ByteStream {
  readonly #pieces: AsyncIterator<Uint8Array>
  #piece: Uint8Array = new Uint8Array()

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** The next `length` bytes, or as many as there are. */
  async read(length: number): Promise<Uint8Array> {
    const result = new Uint8Array(length)
    let filled = 0
    await this.#take(length, (bytes) => {
      result.set(bytes, filled)
      filled += bytes.length
    })
    return result.subarray(0, filled)
  }

  /** Passes over the next `length` bytes; tells how many there were. */
  async skip(length: number): Promise<number> {
    return this.#take(length, () => {})
  }

  /** Wants no more. */
  async close(): Promise<void> {
    await this.#pieces.return?.()
  }

  async #take(length: number, use: (bytes: Uint8Array) => void): Promise<number> {
    let missing = length
    while (missing > 0) {
      if (this.#piece.length === 0) {
        const next = await this.#pieces.next()
        if (next.done) break
        this.#piece = next.value
      }
      const bytes = this.#piece.subarray(0, missing)
      use(bytes)
      this.#piece = this.#piece.subarray(bytes.length)
      missing -= bytes.length
    }
    return length - missing
  }
}
