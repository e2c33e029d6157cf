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
  const view = new DataView(bytes.buffer)
  view.setUint32(0, payloadSize * 0x100 + type)
  bytes[4] = flags
  view.setUint32(5, streamId)
  return bytes
}

/** A whole frame. */
export function encodeFrame(type: number, flags: number, streamId: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(frameHeaderSize + payload.length)
  bytes.set(encodeFrameHeader(type, flags, streamId, payload.length))
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
  new DataView(payload.buffer).setUint32(0, value)
  return encodeFrame(type, 0, streamId, payload)
}

/** The 32-bit number that the payload has at an offset. */
export function numberAt(payload: Uint8Array, at: number): number {
  return new DataView(payload.buffer, payload.byteOffset).getUint32(at)
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

  /** The frames that `chunk` completes, which stay views of it. Throws Http2Error for one that is too large. */
  *push(chunk: Uint8Array): Generator<Frame> {
    let rest = chunk
    while (rest.length > 0) {
      if (this.#partial === undefined) {
        const size = rest.length < frameHeaderSize ? frameHeaderSize : this.#sizeOf(rest)
        if (rest.length >= size) {
          yield frameOf(rest.subarray(0, size))
          rest = rest.subarray(size)
          continue
        }
        this.#begin(size)
      }
      rest = this.#fill(rest)
      let partial = this.#partial as Uint8Array
      if (this.#filled === frameHeaderSize && partial.length === frameHeaderSize) {
        const size = this.#sizeOf(partial)
        if (size > frameHeaderSize) {
          this.#begin(size)
          this.#fill(partial)
          continue
        }
      }
      partial = this.#partial as Uint8Array
      if (this.#filled < partial.length) return
      this.#partial = undefined
      yield frameOf(partial)
    }
  }

  #begin(size: number): void {
    this.#partial = new Uint8Array(size)
    this.#filled = 0
  }

  /** Takes what the partial frame misses; gives the rest. */
  #fill(bytes: Uint8Array): Uint8Array {
    const partial = this.#partial as Uint8Array
    const taken = bytes.subarray(0, partial.length - this.#filled)
    partial.set(taken, this.#filled)
    this.#filled += taken.length
    return bytes.subarray(taken.length)
  }

  /** The size of a frame by its header. */
  #sizeOf(header: Uint8Array): number {
    const size = numberAt(header, 0) >>> 8
    if (size > this.#maxFrameSize) throw new Http2Error(errorCode.frameSize, `a frame has ${size} bytes`)
    return frameHeaderSize + size
  }
}

function frameOf(bytes: Uint8Array): Frame {
  return {
    type: bytes[3] as number,
    flags: bytes[4] as number,
    streamId: numberAt(bytes, 5) & 0x7fffffff,
    payload: bytes.subarray(frameHeaderSize),
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
