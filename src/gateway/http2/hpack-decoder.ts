import { errorCode, Http2Error } from './error.ts'
import { decodeHuffman } from './huffman.ts'
import { staticTable } from './static-table.ts'

export type HeaderField = readonly [name: string, value: string]

const textPart = 8192
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Header values are bytes: each becomes one character. */
function latin1(bytes: Uint8Array): string {
  const ascii = decoder.decode(bytes)
  if (ascii.length === bytes.length && !ascii.includes('\ufffd')) return ascii
  let text = ''
  for (let at = 0; at < bytes.length; at += textPart)
    text += String.fromCharCode(...bytes.subarray(at, at + textPart))
  return text
}

const defaultTableSize = 4096

/**
 * Decodes header blocks of one connection (RFC 7541); blocks must come in the order they were received in.
 * Throws Http2Error where a block is malformed, after which the connection is of no more use.
 */
export class HpackDecoder {
  readonly #maxListSize: number
  /** The newest first. */
  readonly #dynamic: HeaderField[] = []
  #size = 0
  #maxSize = defaultTableSize
  #block: Uint8Array = new Uint8Array()
  #at = 0

  /** @param maxListSize what the fields of a block may have together: their bytes, and 32 for each */
  constructor(maxListSize: number) {
    this.#maxListSize = maxListSize
  }

  decode(block: Uint8Array): readonly HeaderField[] {
    this.#block = block
    this.#at = 0
    const fields: HeaderField[] = []
    let size = 0
    while (this.#at < block.length) {
      const first = block[this.#at] as number
      if ((first & 0xe0) === 0x20) {
        if (fields.length > 0) throw malformed('the header table is resized in the middle of a block')
        this.#resize(this.#integer(5))
        continue
      }
      const field = this.#field(first)
      // A field that stands in the table takes one byte of the block, whatever its size.
      size += sizeOf(field)
      if (size > this.#maxListSize)
        throw new Http2Error(errorCode.enhanceYourCalm, 'a header block is too large')
      fields.push(field)
    }
    return fields
  }

  #field(first: number): HeaderField {
    if (first & 0x80) return this.#lookUp(this.#integer(7))
    return first & 0x40 ? this.#remember(this.#literal(6)) : this.#literal(4)
  }

  #lookUp(index: number): HeaderField {
    const field =
      index <= staticTable.length ? staticTable[index - 1] : this.#dynamic[index - staticTable.length - 1]
    if (!field) throw malformed(`header index ${index} is not in the table`)
    return field
  }

  #literal(prefixBits: number): HeaderField {
    const index = this.#integer(prefixBits)
    const name = index === 0 ? this.#string() : this.#lookUp(index)[0]
    return [name, this.#string()]
  }

  #remember(field: HeaderField): HeaderField {
    this.#dynamic.unshift(field)
    this.#size += sizeOf(field)
    this.#evict()
    return field
  }

  #resize(size: number): void {
    if (size > defaultTableSize) throw malformed('the header table is larger than allowed')
    this.#maxSize = size
    this.#evict()
  }

  #evict(): void {
    while (this.#size > this.#maxSize) {
      const oldest = this.#dynamic.pop()
      if (!oldest) return
      this.#size -= sizeOf(oldest)
    }
  }

  #integer(prefixBits: number): number {
    const limit = (1 << prefixBits) - 1
    let value = this.#next() & limit
    if (value < limit) return value
    for (let scale = 1; scale <= 2 ** 28; scale *= 0x80) {
      const byte = this.#next()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
    throw malformed('an integer in a header block is too large')
  }

  #string(): string {
    const huffman = ((this.#block[this.#at] ?? 0) & 0x80) !== 0
    const size = this.#integer(7)
    const end = this.#at + size
    if (end > this.#block.length) throw malformed('a header block ends in the middle of a string')
    const bytes = this.#block.subarray(this.#at, end)
    this.#at = end
    return latin1(huffman ? decodeHuffman(bytes) : bytes)
  }

  #next(): number {
    const byte = this.#block[this.#at++]
    if (byte === undefined) throw malformed('a header block ends too early')
    return byte
  }
}

function malformed(message: string): Http2Error {
  return new Http2Error(errorCode.compression, message)
}

const sizeOf = ([name, value]: HeaderField) => name.length + value.length + 32
