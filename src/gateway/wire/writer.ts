const encoder = new TextEncoder()

/** Writes the protobuf wire format into one growing buffer. */
export class WireWriter {
  #bytes = new Uint8Array(1024)
  #length = 0

  /** What has been written; a view that the next write may invalidate. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType)
  }

  /** A non-negative integer below 2^53, or a negative one of 32 bits. */
  varint(value: number): void {
    if (value < 0) {
      this.varint64(BigInt(value))
      return
    }
    this.#reserve(10)
    while (value >= 0x80) {
      this.#bytes[this.#length++] = (value % 0x80) | 0x80
      value = Math.floor(value / 0x80)
    }
    this.#bytes[this.#length++] = value
  }

  varint64(value: bigint): void {
    let rest = BigInt.asUintN(64, value)
    this.#reserve(10)
    while (rest >= 0x80n) {
      this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80
      rest >>= 7n
    }
    this.#bytes[this.#length++] = Number(rest)
  }

  bytes(value: Uint8Array): void {
    this.varint(value.length)
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  string(value: string): void {
    // UTF-8 takes at most three bytes for each UTF-16 unit.
    const start = this.#length
    this.#reserve(value.length * 3 + 10)
    const { written } = encoder.encodeInto(value, this.#bytes.subarray(start + 1))
    this.#length = start + 1 + written
    this.#closeLength(start)
  }

  /** Writes what `write` writes, with its length in front. */
  delimited(write: () => void): void {
    this.#reserve(1)
    const start = this.#length++
    write()
    this.#closeLength(start)
  }

  /** Puts the length of all that follows `start + 1` at `start`, moving it where one byte is not enough. */
  #closeLength(start: number): void {
    const size = this.#length - start - 1
    let width = 1
    for (let rest = size; rest >= 0x80; rest = Math.floor(rest / 0x80)) width++
    if (width > 1) {
      this.#reserve(width)
      this.#bytes.copyWithin(start + width, start + 1, this.#length)
    }
    this.#length = start
    this.varint(size)
    this.#length += size
  }

  #reserve(size: number): void {
    const needed = this.#length + size
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
