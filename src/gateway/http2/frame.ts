import { errorCode, Http2Error } from './error.ts'

/** Frame types that a client meets (RFC 9113, section 6). */
export const frameType = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const

/** Flags of frames; some share a bit. */
export const frameFlag = {
  ack: 0x1,
  endStream: 0x1,
  endHeaders: 0x4,
  padded: 0x8,
  priority: 0x20,
} as const

/** What a client says first. */
export const connectionPreface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'

const frameHeaderSize = 9

/** One frame, its payload as a view. */
export interface Frame {
  readonly type: number
  readonly flags: number
  readonly streamId: number
  readonly payload: Uint8Array
}

/** The header of a frame whose payload follows. */
export function encodeFrameHeader(
  type: number,
  flags: number,
  streamId: number,
  payloadSize: number,
): Uint8Array {
  const bytes = new Uint8Array(frameHeaderSize)
  writeFrameHeader(bytes, type, flags, streamId, payloadSize)
  return bytes
}

function writeFrameHeader(
  bytes: Uint8Array,
  type: number,
  flags: number,
  streamId: number,
  payloadSize: number,
): void {
  writeNumber(bytes, 0, payloadSize * 0x100 + type)
  bytes[4] = flags
  writeNumber(bytes, 5, streamId)
}

/** Without a view, which is worth it only for many numbers. */
function writeNumber(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}

/** A whole frame. */
export function encodeFrame(type: number, flags: number, streamId: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(frameHeaderSize + payload.length)
  writeFrameHeader(bytes, type, flags, streamId, payload.length)
  bytes.set(payload, frameHeaderSize)
  return bytes
}

/** A SETTINGS frame. */
export function encodeSettings(settings: readonly (readonly [id: number, value: number])[]): Uint8Array {
  const payload = new Uint8Array(settings.length * 6)
  const view = new DataView(payload.buffer)
  settings.forEach(([id, value], index) => {
    view.setUint16(index * 6, id)
    view.setUint32(index * 6 + 2, value)
  })
  return encodeFrame(frameType.settings, 0, 0, payload)
}

/** A frame whose payload is one 32-bit number: WINDOW_UPDATE and RST_STREAM. */
export function encodeNumberFrame(type: number, streamId: number, value: number): Uint8Array {
  const payload = new Uint8Array(4)
  writeNumber(payload, 0, value)
  return encodeFrame(type, 0, streamId, payload)
}

/** The 32-bit number that the payload has at an offset. */
export function numberAt(payload: Uint8Array, at: number): number {
  const first = payload[at] as number
  const second = payload[at + 1] as number
  const third = payload[at + 2] as number
  const fourth = payload[at + 3] as number
  return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0
}

/** The payload of a frame that may be padded, without the padding. Throws Http2Error. */
export function payloadOf({ flags, payload }: Frame): Uint8Array {
  if (!(flags & frameFlag.padded)) return payload
  const end = payload.length - (payload[0] ?? 0)
  if (end < 1) throw new Http2Error(errorCode.protocol, 'a frame is all padding')
  return payload.subarray(1, end)
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  readonly #maxFrameSize: number
  /** A frame, or the header of one, that is not complete yet. */
  #partial: Uint8Array | undefined
  #filled = 0

  /** @param maxFrameSize the largest payload that the peer may send */
  constructor(maxFrameSize: number) {
    this.#maxFrameSize = maxFrameSize
  }

  /**
   * Tells of the frames that `chunk` completes, which stay views of it, until `take` wants no more.
   * Throws Http2Error for one that is too large, and what `take` throws.
   */
  push(chunk: Uint8Array, take: (frame: Frame) => boolean): void {
    let at = this.#partial === undefined ? 0 : this.#complete(chunk, take)
    while (at < chunk.length) {
      const rest = chunk.length - at
      const size = rest < frameHeaderSize ? frameHeaderSize : this.#sizeAt(chunk, at)
      if (rest < size) {
        this.#begin(size)
        this.#fill(chunk, at)
        return
      }
      if (!take(frameAt(chunk, at, size))) return
      at += size
    }
  }

  /** Completes the partial frame; gives where its bytes end. */
  #complete(chunk: Uint8Array, take: (frame: Frame) => boolean): number {
    let at = this.#fill(chunk, 0)
    let partial = this.#partial as Uint8Array
    if (this.#filled === frameHeaderSize && partial.length === frameHeaderSize) {
      const size = this.#sizeAt(partial, 0)
      if (size > frameHeaderSize) {
        this.#begin(size)
        this.#fill(partial, 0)
        at = this.#fill(chunk, at)
        partial = this.#partial as Uint8Array
      }
    }
    if (this.#filled < partial.length) return chunk.length
    this.#partial = undefined
    return take(frameAt(partial, 0, partial.length)) ? at : chunk.length
  }

  #begin(size: number): void {
    this.#partial = new Uint8Array(size)
    this.#filled = 0
  }

  /** Takes what the partial frame misses; gives where that ends. */
  #fill(bytes: Uint8Array, start: number): number {
    const partial = this.#partial as Uint8Array
    const taken = bytes.subarray(start, start + partial.length - this.#filled)
    partial.set(taken, this.#filled)
    this.#filled += taken.length
    return start + taken.length
  }

  /** The size of a frame by its header. */
  #sizeAt(bytes: Uint8Array, at: number): number {
    const size = numberAt(bytes, at) >>> 8
    if (size > this.#maxFrameSize) throw new Http2Error(errorCode.frameSize, `a frame has ${size} bytes`)
    return frameHeaderSize + size
  }
}

function frameAt(bytes: Uint8Array, at: number, size: number): Frame {
  return {
    type: bytes[at + 3] as number,
    flags: bytes[at + 4] as number,
    streamId: numberAt(bytes, at + 5) & 0x7fffffff,
    payload: bytes.subarray(at + frameHeaderSize, at + size),
  }
}

/** All parts behind one another; a single part is not copied. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (only && parts.length === 1) return only
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
