import { compareBytes, utf8Length } from '../go/index.ts'
import { encodeText, isRawByte } from '../source/index.ts'
import { LENGTH_DELIMITED, VARINT } from './wire-type.ts'
import { type RawBytes, refusedText, type WireWriter, type WireWriterOptions } from './writer.ts'

const encoder = new TextEncoder()
/**
 * Texts of at most so many characters, if they are ASCII, are copied one by one: an encoder is no faster, and
 * leaves a view and a result behind. Digests are among them.
 */
const SHORT = 127
/** Texts of more characters are worth being measured, so that no room is reserved for nothing. */
const LONG = 1 << 16
/** Sizes of the first buffer and of those that follow. */
const FIRST = 4096
const NEXT = 1 << 16
const MAX_INT64 = 2n ** 63n - 1n
const MIN_INT64 = -(2n ** 63n)

/** A writer in plain JavaScript, for where the host brings none. */
export class ScriptWriter implements WireWriter {
  readonly #rawBytes: RawBytes
  /** Messages are written one behind the other into one buffer, until it is full. */
  #bytes: Uint8Array<ArrayBuffer>
  /** Where the message that is being written begins. */
  #start = 0
  /** Where it goes on. */
  #length = 0

  constructor({ rawBytes, size }: WireWriterOptions) {
    this.#rawBytes = rawBytes
    this.#bytes = new Uint8Array(Math.max(FIRST, size))
  }

  finish(): Uint8Array {
    const result = this.#bytes.subarray(this.#start, this.#length)
    this.#start = this.#length
    if (result.length * 2 < this.#bytes.length) return result
    // A large message keeps the buffer that it made grow.
    this.#bytes = new Uint8Array(FIRST)
    this.#start = 0
    this.#length = 0
    return result
  }

  open(field: number): number {
    this.#reserve(6)
    this.#tag(field, LENGTH_DELIMITED)
    return this.#length++ - this.#start
  }

  close(mark: number): void {
    const size = this.#length - this.#start - mark - 1
    const prefix = varintSize(size)
    if (prefix === 1) {
      this.#bytes[this.#start + mark] = size
      return
    }
    this.#reserve(prefix - 1)
    const start = this.#start + mark
    this.#bytes.copyWithin(start + prefix, start + 1, this.#length)
    const end = this.#length + prefix - 1
    this.#length = start
    this.#varint(size)
    this.#length = end
  }

  string(field: number, value: string): void {
    if (value !== '') this.stringAlways(field, value)
  }

  stringAlways(field: number, value: string): void {
    const { length } = value
    // A character takes three bytes at most, tag and length take five each.
    this.#reserve((length > LONG ? utf8Length(value) : length * 3) + 10)
    this.#tag(field, LENGTH_DELIMITED)
    if (length <= SHORT && this.#ascii(value)) return
    if (this.#rawBytes !== 'replace' && !value.isWellFormed()) {
      if (this.#rawBytes === 'refuse' && hasRawByte(value)) {
        throw refusedText()
      }
      const bytes = encodeText(value)
      this.#varint(bytes.length)
      this.raw(bytes)
      return
    }
    // Most texts are ASCII, so that their length in bytes is known before they are encoded.
    const prefix = varintSize(length)
    const start = this.#length
    const { written } = encoder.encodeInto(value, this.#bytes.subarray(start + prefix))
    const needed = varintSize(written)
    if (needed !== prefix) {
      this.#bytes.copyWithin(start + needed, start + prefix, start + prefix + written)
    }
    this.#varint(written)
    this.#length = start + needed + written
  }

  strings(field: number, values: readonly string[]): void {
    for (let at = 0; at < values.length; at++) this.stringAlways(field, values[at] as string)
  }

  bytes(field: number, value: Uint8Array): void {
    if (value.length > 0) this.bytesAlways(field, value)
  }

  bytesAlways(field: number, value: Uint8Array): void {
    this.#reserve(10)
    this.#tag(field, LENGTH_DELIMITED)
    this.#varint(value.length)
    this.raw(value)
  }

  raw(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  bool(field: number, value: boolean | undefined): void {
    if (value) this.uint32Always(field, 1)
  }

  uint32(field: number, value: number): void {
    if (value >>> 0 !== 0) this.uint32Always(field, value)
  }

  uint32Always(field: number, value: number): void {
    this.#reserve(10)
    this.#tag(field, VARINT)
    this.#varint(value >>> 0)
  }

  int32(field: number, value: number): void {
    this.int64(field, value | 0)
  }

  int64(field: number, value: number | bigint): void {
    if (value !== 0 && value !== 0n) this.int64Always(field, value)
  }

  int64Always(field: number, value: number | bigint): void {
    this.#reserve(15)
    this.#tag(field, VARINT)
    this.#signed(value)
  }

  uint64Always(field: number, value: bigint): void {
    this.#reserve(15)
    this.#tag(field, VARINT)
    this.#unsigned(BigInt.asUintN(64, value))
  }

  packed(field: number, values: readonly (number | bigint)[]): void {
    if (values.length === 0) return
    const mark = this.open(field)
    for (const value of values) {
      this.#reserve(10)
      this.#signed(value)
    }
    this.close(mark)
  }

  stringMap(field: number, entries: Readonly<Record<string, string>>): void {
    const keys = Object.keys(entries)
    if (!isSorted(keys)) keys.sort(compareBytes)
    for (const key of keys) {
      const mark = this.open(field)
      this.stringAlways(1, key)
      this.stringAlways(2, entries[key] as string)
      this.close(mark)
    }
  }

  // What follows writes into room that the caller has reserved.

  /** Writes a short text with its length if all of it is ASCII, else nothing. */
  #ascii(value: string): boolean {
    const bytes = this.#bytes
    const { length } = value
    let at = this.#length + 1
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index)
      if (code >= 0x80) return false
      bytes[at++] = code
    }
    bytes[this.#length] = length
    this.#length = at
    return true
  }

  #tag(field: number, type: number): void {
    if (field < 16) this.#bytes[this.#length++] = (field << 3) | type
    else this.#varint((field << 3) | type)
  }

  #signed(value: number | bigint): void {
    if (typeof value === 'number' && value >= 0 && value <= 0xffffffff) {
      this.#varint(Math.trunc(value))
      return
    }
    if (value === -1) {
      this.#minusOne()
      return
    }
    this.#unsigned(BigInt.asUintN(64, clamp(typeof value === 'bigint' ? value : BigInt(Math.trunc(value)))))
  }

  /** What many fields have that say nothing, without arithmetic on large numbers. */
  #minusOne(): void {
    this.#bytes.fill(0xff, this.#length, this.#length + 9)
    this.#length += 9
    this.#bytes[this.#length++] = 1
  }

  #unsigned(rest: bigint): void {
    while (rest > 0x7fn) {
      this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80
      rest >>= 7n
    }
    this.#bytes[this.#length++] = Number(rest)
  }

  /** @param value an integer of at most 32 bits, not negative */
  #varint(value: number): void {
    while (value > 0x7f) {
      this.#bytes[this.#length++] = (value & 0x7f) | 0x80
      value >>>= 7
    }
    this.#bytes[this.#length++] = value
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return
    const length = this.#length - this.#start
    const grown = new Uint8Array(Math.max(length * 2, length + size + NEXT))
    grown.set(this.#bytes.subarray(this.#start, this.#length))
    this.#bytes = grown
    this.#start = 0
    this.#length = length
  }
}

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5
}

function isSorted(texts: readonly string[]): boolean {
  for (let at = 1; at < texts.length; at++) {
    if (compareBytes(texts[at - 1] as string, texts[at] as string) > 0) return false
  }
  return true
}

function clamp(value: bigint): bigint {
  return value > MAX_INT64 ? MAX_INT64 : value < MIN_INT64 ? MIN_INT64 : value
}

function hasRawByte(text: string): boolean {
  for (const character of text) if (isRawByte(character.codePointAt(0) ?? 0)) return true
  return false
}
