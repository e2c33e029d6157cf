/** What a response may be wrong in: a gRPC status and its text. */
export type MessageProblem = readonly [status: number, details: string]

const headerSize = 5
const nothing = new Uint8Array()
const firstCapacity = 1 << 16
const internal = 13
const resourceExhausted = 8

/**
 * Puts the one message of a gRPC response together: five bytes that say how long it is, then the message. Holds no
 * more than what the message says, and copies nothing that arrives in one piece.
 */
export class MessageReader {
  readonly #maxSize: number
  #header: Uint8Array | undefined
  #headerFilled = 0
  #size = 0
  #message: Uint8Array = nothing
  #filled = 0

  /** @param maxSize the most bytes that a message may have */
  constructor(maxSize: number) {
    this.#maxSize = maxSize
  }

  /** Takes a part of the body, which is kept. Gives what is wrong with it, after which it is of no more use. */
  push(part: Uint8Array): MessageProblem | undefined {
    let rest = part
    if (this.#headerFilled < headerSize) {
      const header = this.#takeHeader(rest)
      if (header === undefined) return undefined
      rest = rest.subarray(header.taken)
      if (header.bytes[0] !== 0) return [internal, 'the response is compressed, which was not asked for']
      this.#size = new DataView(header.bytes.buffer, header.bytes.byteOffset).getUint32(1)
      if (this.#size > this.#maxSize) {
        return [
          resourceExhausted,
          `grpc: received message larger than max (${this.#size} vs. ${this.#maxSize})`,
        ]
      }
    }
    if (this.#filled + rest.length > this.#size) return [internal, 'the response is not one whole message']
    this.#append(rest)
    return undefined
  }

  /** The message once the body has ended, or what is wrong with it. */
  end(): Uint8Array | MessageProblem {
    if (this.#headerFilled < headerSize) return [internal, 'the response has no message']
    if (this.#filled < this.#size) return [internal, 'the response is not one whole message']
    return this.#message.subarray(0, this.#size)
  }

  /** The header, which nearly always comes in one piece, and how many bytes of the part belong to it. */
  #takeHeader(part: Uint8Array): { readonly bytes: Uint8Array; readonly taken: number } | undefined {
    if (this.#headerFilled === 0 && part.length >= headerSize) {
      this.#headerFilled = headerSize
      return { bytes: part, taken: headerSize }
    }
    this.#header ??= new Uint8Array(headerSize)
    const taken = part.subarray(0, headerSize - this.#headerFilled)
    this.#header.set(taken, this.#headerFilled)
    this.#headerFilled += taken.length
    return this.#headerFilled < headerSize ? undefined : { bytes: this.#header, taken: taken.length }
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    if (bytes.length === this.#size) this.#message = bytes
    else {
      const wanted = this.#filled + bytes.length
      if (wanted > this.#message.length) {
        // What is stated need not come: room is made as it does.
        const larger = new Uint8Array(Math.min(this.#size, Math.max(firstCapacity, wanted * 2)))
        larger.set(this.#message.subarray(0, this.#filled))
        this.#message = larger
      }
      this.#message.set(bytes, this.#filled)
    }
    this.#filled += bytes.length
  }
}
