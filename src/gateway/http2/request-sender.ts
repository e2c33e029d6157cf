import { encodeFrame, encodeFrameHeader, frameFlag, frameType } from './frame.ts'
import { encodeHeaders } from './hpack-encoder.ts'
import type { Stream } from './stream.ts'

/** Payloads from here on are written on their own, so that they need not be copied behind their header. */
const largePayload = 1024
/** The size of a header table before anything is said about it. */
const defaultTableSize = 4096

/** Writes requests, no more of their bodies than the windows of the peer allow. */
export class RequestSender {
  readonly #write: (bytes: Uint8Array) => void
  /** The largest payload that the peer takes. */
  maxFrameSize = 16384
  /** What the window of a new stream is. */
  streamWindow = 65535
  /** What the peer takes on all streams together. */
  window = 65535
  /** The table of headers that the peer keeps for us, which is never used. */
  #table: 'unlimited' | 'limited' | 'announced' = 'unlimited'

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write
  }

  /** The peer keeps no larger table; where that is less than it was, the next header block has to say so. */
  limitHeaderTable(size: number): void {
    if (size < defaultTableSize && this.#table === 'unlimited') this.#table = 'limited'
  }

  /** Sends the headers of a stream that has its id, and what it can of the body. */
  begin(stream: Stream): void {
    stream.window = this.streamWindow
    stream.sent = stream.body.length === 0
    const block = encodeHeaders(stream.headers, this.#table === 'limited')
    if (this.#table === 'limited') this.#table = 'announced'
    let flags = stream.sent ? frameFlag.endStream : 0
    let type: number = frameType.headers
    let at = 0
    do {
      const end = Math.min(at + this.maxFrameSize, block.length)
      if (end === block.length) flags |= frameFlag.endHeaders
      this.#write(encodeFrame(type, flags, stream.id, block.subarray(at, end)))
      type = frameType.continuation
      flags = 0
      at = end
    } while (at < block.length)
    this.resume(stream)
  }

  /** Sends as much of the body as both windows allow. */
  resume(stream: Stream): void {
    for (let first = stream.body[0]; first && !stream.sent; first = stream.body[0]) {
      const size = Math.min(first.length, stream.window, this.window, this.maxFrameSize)
      if (size <= 0) return
      const part = first.subarray(0, size)
      if (size === first.length) stream.body.shift()
      else stream.body[0] = first.subarray(size)
      stream.window -= size
      this.window -= size
      stream.sent = stream.body.length === 0
      const flags = stream.sent ? frameFlag.endStream : 0
      if (size < largePayload) {
        this.#write(encodeFrame(frameType.data, flags, stream.id, part))
      } else {
        this.#write(encodeFrameHeader(frameType.data, flags, stream.id, size))
        this.#write(part)
      }
    }
  }
}
