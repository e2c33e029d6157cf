const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads the protobuf wire format. Throws RangeError where the bytes end too early or are malformed. */
export class WireReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** An unsigned integer; exact below 2^53. */
  varint(): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < 10; count++) {
      const byte = this.#next()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
    throw new RangeError('a varint is longer than ten bytes')
  }

  varint64(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#next()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw new RangeError('a varint is longer than ten bytes')
  }

  /** A length-delimited part, as a view. */
  bytes(): Uint8Array {
    const size = this.varint()
    const end = this.#at + size
    if (end > this.#bytes.length) throw new RangeError('a field reaches past the end of its message')
    const part = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return part
  }

  string(): string {
    return decoder.decode(this.bytes())
  }

  /** Passes over the value of a field that is not known. */
  skip(wireType: number): void {
    switch (wireType) {
      case 0:
        this.varint64()
        return
      case 1:
        this.#advance(8)
        return
      case 2:
        this.bytes()
        return
      case 5:
        this.#advance(4)
        return
      default:
        throw new RangeError(`wire type ${wireType} is not supported`)
    }
  }

  #next(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new RangeError('a message ends in the middle of a field')
    return byte
  }

  #advance(size: number): void {
    this.#at += size
    if (this.#at > this.#bytes.length) throw new RangeError('a message ends in the middle of a field')
  }
}
