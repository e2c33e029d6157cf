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

/** Settings that an end of a connection tells the other. */
export const setting = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
} as const

/** Why a stream or a connection ends. */
export const errorCode = {
  none: 0,
  protocol: 1,
  flowControl: 3,
  streamClosed: 5,
  frameSize: 6,
  refusedStream: 7,
  cancel: 8,
  compression: 9,
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

/** The number that the payload has at an offset. Throws RangeError where it is too short. */
export function numberAt(payload: Uint8Array, at: number): number {
  if (payload.length < at + 4) throw new RangeError('a frame is too short')
  return new DataView(payload.buffer, payload.byteOffset).getUint32(at)
}

/** What a SETTINGS frame says. */
export function* decodeSettings(payload: Uint8Array): Generator<readonly [id: number, value: number]> {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  for (let at = 0; at + 6 <= view.byteLength; at += 6) yield [view.getUint16(at), view.getUint32(at + 2)]
}

/** The payload of a frame that may be padded, without the padding. Throws RangeError. */
export function payloadOf({ flags, payload }: Frame): Uint8Array {
  if (!(flags & frameFlag.padded)) return payload
  const end = payload.length - (payload[0] ?? 0)
  if (end < 1) throw new RangeError('a frame is all padding')
  return payload.subarray(1, end)
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  readonly #maxFrameSize: number
  #chunks: Uint8Array[] = []
  #buffered = 0

  /** @param maxFrameSize the largest payload that the peer may send */
  constructor(maxFrameSize: number) {
    this.#maxFrameSize = maxFrameSize
  }

  /** The frames that `chunk` completes. Throws RangeError for a frame that is too large. */
  *push(chunk: Uint8Array): Generator<Frame> {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
    while (this.#buffered >= frameHeaderSize) {
      const header = this.#peekHeader()
      const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
      const size = view.getUint32(0) >>> 8
      if (size > this.#maxFrameSize) throw new RangeError(`a frame has ${size} bytes`)
      if (this.#buffered < frameHeaderSize + size) return
      const frame = this.#take(frameHeaderSize + size)
      yield {
        type: header[3] as number,
        flags: header[4] as number,
        streamId: view.getUint32(5) & 0x7fffffff,
        payload: frame.subarray(frameHeaderSize),
      }
    }
  }

  #peekHeader(): Uint8Array {
    const first = this.#chunks[0]
    if (first && first.length >= frameHeaderSize) return first.subarray(0, frameHeaderSize)
    this.#chunks = [concatenate(this.#chunks)]
    return (this.#chunks[0] as Uint8Array).subarray(0, frameHeaderSize)
  }

  #take(size: number): Uint8Array {
    let first = this.#chunks[0] as Uint8Array
    if (first.length < size) {
      first = concatenate(this.#chunks)
      this.#chunks = [first]
    }
    this.#buffered -= size
    if (first.length === size) this.#chunks.shift()
    else this.#chunks[0] = first.subarray(size)
    return first.subarray(0, size)
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
