/** Reads bits, the highest of each byte first. Throws at the end of the bytes. */
export class BitReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** A number of at most 24 bits. */
  read(count: number): number {
    const end = this.#at + count
    if (end > this.#bytes.length * 8) throw new Error('unexpected end of data')
    const first = this.#at >>> 3
    const word =
      (((this.#bytes[first] as number) << 24) |
        ((this.#bytes[first + 1] ?? 0) << 16) |
        ((this.#bytes[first + 2] ?? 0) << 8) |
        (this.#bytes[first + 3] ?? 0)) >>>
      0
    const value = count === 0 ? 0 : ((word << (this.#at & 7)) >>> 0) >>> (32 - count)
    this.#at = end
    return value
  }

  skip(count: number): void {
    if (this.#at + count > this.#bytes.length * 8) throw new Error('unexpected end of data')
    this.#at += count
  }

  alignToByte(): void {
    this.#at = (this.#at + 7) & ~7
  }

  atEnd(): boolean {
    return this.#at >= this.#bytes.length * 8
  }
}
