import { BuildError } from '../../source/index.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Reads protobuf messages field by field: `next` steps to a field, and one of the value methods reads it.
 * Throws BuildError (`definition`) where the bytes are not a message.
 */
export class WireReader {
  /** Number of the field that `next` stepped to. */
  field = 0
  #type = 0
  #at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Steps to the next field; false at the end. */
  next(): boolean {
    if (this.#at >= this.#bytes.length) return false
    const tag = this.#varint()
    this.field = Number(tag >> 3n)
    this.#type = Number(tag & 7n)
    if (this.field === 0) throw malformed()
    return true
  }

  /** Skips the field's value. */
  skip(): void {
    if (this.#type === 0) this.#varint()
    else if (this.#type === 1) this.#take(8)
    else if (this.#type === 2) this.bytes()
    else if (this.#type === 5) this.#take(4)
    else throw malformed()
  }

  /** A view on the field's bytes. */
  bytes(): Uint8Array {
    if (this.#type !== 2) throw malformed()
    return this.#take(Number(this.#varint()))
  }

  string(): string {
    return decoder.decode(this.bytes())
  }

  message(): WireReader {
    return new WireReader(this.bytes())
  }

  bool(): boolean {
    return this.bigint() !== 0n
  }

  /** A signed number of at most 64 bits; beyond 2^53 it is not exact. */
  number(): number {
    return Number(this.bigint())
  }

  unsigned(): number {
    return Number(BigInt.asUintN(64, this.bigint()))
  }

  bigint(): bigint {
    if (this.#type !== 0) throw malformed()
    return BigInt.asIntN(64, this.#varint())
  }

  /** Repeated numbers, packed or one at a time. */
  numbers(into: number[]): void {
    if (this.#type !== 2) {
      into.push(this.number())
      return
    }
    const packed = this.message()
    while (packed.#at < packed.#bytes.length) into.push(Number(BigInt.asIntN(64, packed.#varint())))
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length
    if (end > this.#bytes.length) throw malformed()
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }

  #varint(): bigint {
    let low = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte()
      low |= (byte & 0x7f) << shift
      if (byte < 0x80) return BigInt(low)
    }
    let value = BigInt(low)
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw malformed()
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw malformed()
    return byte
  }
}

function malformed(): BuildError {
  return new BuildError('definition', 'proto: cannot parse invalid wire-format data')
}
