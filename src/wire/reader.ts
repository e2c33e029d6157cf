import { BuildError } from '../source/index.ts'
import { FIXED32, FIXED64, LENGTH_DELIMITED, VARINT } from './wire-type.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Reads protobuf messages field by field: `next` steps to a field, and one of the value methods reads it.
 * Throws BuildError (`definition`) where the bytes are not a message, or a field is not of the type asked for.
 */
export class WireReader {
  /** Number of the field that `next` stepped to. */
  field = 0
  /** Its wire type. */
  type = 0
  #at: number
  /** The two halves of the last varint, each of 32 bits and not negative. */
  #low = 0
  #high = 0
  readonly #bytes: Uint8Array
  readonly #end: number

  /** Reads from `start` to `end`: all of the bytes by default. */
  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
  }

  /** Steps to the next field; false at the end. */
  next(): boolean {
    if (this.#at >= this.#end) return false
    this.#varint()
    this.field = this.#low >>> 3
    this.type = this.#low & 7
    if (this.field === 0 || this.#high !== 0) throw malformed()
    return true
  }

  /** Skips the field's value. */
  skip(): void {
    if (this.type === VARINT) this.#varint()
    else if (this.type === FIXED64) this.#pass(8)
    else if (this.type === LENGTH_DELIMITED) this.#delimited()
    else if (this.type === FIXED32) this.#pass(4)
    else throw malformed()
  }

  /** A view on the field's bytes. */
  bytes(): Uint8Array {
    const start = this.#delimited()
    return this.#bytes.subarray(start, this.#at)
  }

  string(): string {
    return decoder.decode(this.bytes())
  }

  message(): WireReader {
    const start = this.#delimited()
    return new WireReader(this.#bytes, start, this.#at)
  }

  bool(): boolean {
    this.#number()
    return this.#low !== 0 || this.#high !== 0
  }

  int32(): number {
    this.#number()
    return this.#low | 0
  }

  uint32(): number {
    this.#number()
    return this.#low
  }

  /** A signed number of at most 64 bits; beyond 2^53 it is not exact. */
  number(): number {
    this.#number()
    return (this.#high | 0) * 0x1_0000_0000 + this.#low
  }

  int64(): bigint {
    return BigInt.asIntN(64, this.uint64())
  }

  uint64(): bigint {
    this.#number()
    return this.#high === 0 ? BigInt(this.#low) : (BigInt(this.#high) << 32n) | BigInt(this.#low)
  }

  /** Repeated numbers, packed or one at a time, each as `read` reads it. */
  repeated<Value>(read: (reader: WireReader) => Value, into: Value[]): void {
    if (this.type === VARINT) {
      into.push(read(this))
      return
    }
    const packed = this.message()
    packed.type = VARINT
    while (packed.#at < packed.#end) into.push(read(packed))
  }

  #number(): void {
    if (this.type !== VARINT) throw malformed()
    this.#varint()
  }

  /** Steps over the field's bytes; gives where they begin. */
  #delimited(): number {
    if (this.type !== LENGTH_DELIMITED) throw malformed()
    this.#varint()
    const start = this.#at
    this.#pass(this.#high * 0x1_0000_0000 + this.#low)
    return start
  }

  #pass(length: number): void {
    if (this.#at + length > this.#end) throw malformed()
    this.#at += length
  }

  #varint(): void {
    // Nearly all are small.
    const first = this.#bytes[this.#at] as number
    if (first < 0x80 && this.#at < this.#end) {
      this.#at++
      this.#low = first
      this.#high = 0
      return
    }
    let low = 0
    let high = 0
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#at >= this.#end) throw malformed()
      const byte = this.#bytes[this.#at++] as number
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= bits << 28
        high = bits >>> 4
      } else high |= bits << (shift - 32)
      if (byte < 0x80) {
        this.#low = low >>> 0
        this.#high = high >>> 0
        return
      }
    }
    throw malformed()
  }
}

function malformed(): BuildError {
  return new BuildError('definition', 'proto: cannot parse invalid wire-format data')
}
