import {
  connectionPreface,
  encodeFrame,
  encodeFrameHeader,
  encodeNumberFrame,
  encodeSettings,
  errorCode,
  type Frame,
  FrameReader,
  frameFlag,
  frameType,
  setting,
} from './frame.ts'
import { type HeaderField, HpackDecoder } from './hpack-decoder.ts'
import { encodeHeaders } from './hpack-encoder.ts'

/** What becomes of a request. After `end` or `fail`, nothing more is called. */
export interface StreamListener {
  /** Response headers; trailers, when `final`. */
  headers(fields: readonly HeaderField[], final: boolean): void
  data(bytes: Uint8Array): void
  /** The response is complete. */
  end(): void
  /** The stream was reset, or the connection is gone. */
  fail(reason: string, code: number): void
}

/** A request under way. */
export interface StreamHandle {
  /** Gives the request up; the listener hears no more. */
  cancel(): void
}

interface Stream extends StreamHandle {
  readonly headers: readonly HeaderField[]
  /** What is left to send; no part is empty. */
  readonly body: Uint8Array[]
  readonly listener: StreamListener
  id: number
  window: number
  sent: boolean
}

const maxWindow = 0x7fffffff
const ownMaxFrameSize = 1 << 20
const initialConnectionWindow = 65535

/**
 * The client's end of one HTTP/2 connection (RFC 9113): requests whose body is known whole, over a pair of
 * pipes, without TLS. It knows nothing of Node: bytes come in through `receive`, and leave through `write`.
 */
export class Http2Connection {
  readonly #write: (bytes: Uint8Array) => void
  readonly #frames = new FrameReader(ownMaxFrameSize)
  readonly #headerDecoder = new HpackDecoder()
  readonly #streams = new Map<number, Stream>()
  /** Requests that wait for a stream to become free. */
  readonly #waiting: Stream[] = []
  #nextId = 1
  #sendWindow = initialConnectionWindow
  #unacknowledged = 0
  #peerStreamWindow = 65535
  #peerMaxFrameSize = 16384
  #peerMaxStreams = 100
  #hasSettings = false
  #headerBlock:
    | { readonly streamId: number; readonly endStream: boolean; readonly parts: Uint8Array[] }
    | undefined
  /** Set once the peer takes no more requests, while others may still be under way. */
  #refused: string | undefined
  #closed: string | undefined

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write
    const preface = Uint8Array.from(connectionPreface, (character) => character.charCodeAt(0))
    write(preface)
    write(
      encodeSettings([
        [setting.headerTableSize, 4096],
        [setting.enablePush, 0],
        [setting.initialWindowSize, maxWindow],
        [setting.maxFrameSize, ownMaxFrameSize],
      ]),
    )
    write(encodeNumberFrame(frameType.windowUpdate, 0, maxWindow - initialConnectionWindow))
  }

  /** Why no more requests can be made, once that is so. */
  get closed(): string | undefined {
    return this.#closed
  }

  /**
   * Sends a request; where the peer's limit of streams is reached, once one is free.
   * @param body parts that follow one another; they are not copied, so they must stay as they are
   */
  request(
    headers: readonly HeaderField[],
    body: readonly Uint8Array[],
    listener: StreamListener,
  ): StreamHandle {
    const stream: Stream = {
      headers,
      body: body.filter((part) => part.length > 0),
      listener,
      id: 0,
      window: 0,
      sent: false,
      cancel: () => this.#cancel(stream),
    }
    const refused = this.#closed ?? this.#refused
    if (refused !== undefined) listener.fail(refused, errorCode.refusedStream)
    else this.#waiting.push(stream)
    this.#openWaiting()
    return stream
  }

  /** Takes bytes of the peer. */
  receive(chunk: Uint8Array): void {
    if (this.#closed !== undefined) return
    try {
      for (const frame of this.#frames.push(chunk)) {
        this.#handle(frame)
        if (this.#closed !== undefined) return
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#fail(errorCode.protocol, error.message)
    }
  }

  /** The peer is gone: all requests fail. */
  close(reason: string): void {
    if (this.#closed !== undefined) return
    this.#closed = reason
    const streams = [...this.#streams.values(), ...this.#waiting]
    this.#streams.clear()
    this.#waiting.length = 0
    for (const stream of streams) stream.listener.fail(reason, errorCode.none)
  }

  #fail(code: number, reason: string): void {
    const payload = new Uint8Array(8)
    new DataView(payload.buffer).setUint32(4, code)
    this.#write(encodeFrame(frameType.goAway, 0, 0, payload))
    this.close(`HTTP/2 protocol error: ${reason}`)
  }

  #openWaiting(): void {
    while (this.#waiting.length > 0 && this.#streams.size < this.#peerMaxStreams) {
      const stream = this.#waiting.shift() as Stream
      stream.id = this.#nextId
      stream.window = this.#peerStreamWindow
      this.#nextId += 2
      this.#streams.set(stream.id, stream)
      this.#sendHeaders(stream)
      this.#sendBody(stream)
    }
  }

  #sendHeaders(stream: Stream): void {
    const block = encodeHeaders(stream.headers)
    let flags = stream.body.length === 0 ? frameFlag.endStream : 0
    let type: number = frameType.headers
    let at = 0
    do {
      const end = Math.min(at + this.#peerMaxFrameSize, block.length)
      if (end === block.length) flags |= frameFlag.endHeaders
      this.#write(encodeFrame(type, flags, stream.id, block.subarray(at, end)))
      type = frameType.continuation
      flags = 0
      at = end
    } while (at < block.length)
    stream.sent = stream.body.length === 0
  }

  /** Sends as much of the body as both windows allow. */
  #sendBody(stream: Stream): void {
    for (let first = stream.body[0]; first && !stream.sent; first = stream.body[0]) {
      const size = Math.min(first.length, stream.window, this.#sendWindow, this.#peerMaxFrameSize)
      if (size <= 0) return
      const part = first.subarray(0, size)
      if (size === first.length) stream.body.shift()
      else stream.body[0] = first.subarray(size)
      stream.window -= size
      this.#sendWindow -= size
      stream.sent = stream.body.length === 0
      const flags = stream.sent ? frameFlag.endStream : 0
      if (size < 1024) {
        this.#write(encodeFrame(frameType.data, flags, stream.id, part))
      } else {
        this.#write(encodeFrameHeader(frameType.data, flags, stream.id, size))
        this.#write(part)
      }
    }
  }

  #cancel(stream: Stream): void {
    const place = this.#waiting.indexOf(stream)
    if (place >= 0) this.#waiting.splice(place, 1)
    if (!this.#streams.delete(stream.id)) return
    this.#write(encodeNumberFrame(frameType.resetStream, stream.id, errorCode.cancel))
    this.#openWaiting()
  }

  #handle(frame: Frame): void {
    if (this.#headerBlock && frame.type !== frameType.continuation) {
      throw new RangeError('a header block is interrupted')
    }
    switch (frame.type) {
      case frameType.data:
        this.#onData(frame)
        return
      case frameType.headers:
        this.#onHeaders(frame)
        return
      case frameType.continuation:
        this.#onContinuation(frame)
        return
      case frameType.resetStream: {
        const stream = this.#streams.get(frame.streamId)
        const code = numberAt(frame.payload, 0)
        this.#streams.delete(frame.streamId)
        stream?.listener.fail(`the stream was reset with error code ${code}`, code)
        this.#openWaiting()
        return
      }
      case frameType.settings:
        this.#onSettings(frame)
        return
      case frameType.ping:
        if (!(frame.flags & frameFlag.ack)) {
          this.#write(encodeFrame(frameType.ping, frameFlag.ack, 0, frame.payload))
        }
        return
      case frameType.goAway:
        this.#onGoAway(frame)
        return
      case frameType.windowUpdate:
        this.#onWindowUpdate(frame)
        return
      case frameType.pushPromise:
        throw new RangeError('the server pushes')
      default: // PRIORITY, and what later versions may bring
        return
    }
  }

  #onData(frame: Frame): void {
    // What is padding counts as well. The windows of streams are as large as they can be.
    this.#unacknowledged += frame.payload.length
    if (this.#unacknowledged >= 1 << 20) {
      this.#write(encodeNumberFrame(frameType.windowUpdate, 0, this.#unacknowledged))
      this.#unacknowledged = 0
    }
    const stream = this.#streams.get(frame.streamId)
    if (!stream) return
    const bytes = withoutPadding(frame)
    if (bytes.length > 0) stream.listener.data(bytes)
    if (frame.flags & frameFlag.endStream) this.#end(stream)
  }

  #onHeaders(frame: Frame): void {
    let block = withoutPadding(frame)
    if (frame.flags & frameFlag.priority) block = block.subarray(5)
    const endStream = (frame.flags & frameFlag.endStream) !== 0
    if (frame.flags & frameFlag.endHeaders) this.#onHeaderBlock(frame.streamId, endStream, block)
    else this.#headerBlock = { streamId: frame.streamId, endStream, parts: [block] }
  }

  #onContinuation(frame: Frame): void {
    const open = this.#headerBlock
    if (!open || open.streamId !== frame.streamId) throw new RangeError('a CONTINUATION continues nothing')
    open.parts.push(frame.payload)
    if (open.parts.length > 1000) throw new RangeError('a header block is too large')
    if (!(frame.flags & frameFlag.endHeaders)) return
    this.#headerBlock = undefined
    const block = new Uint8Array(open.parts.reduce((size, part) => size + part.length, 0))
    let at = 0
    for (const part of open.parts) {
      block.set(part, at)
      at += part.length
    }
    this.#onHeaderBlock(open.streamId, open.endStream, block)
  }

  #onHeaderBlock(streamId: number, endStream: boolean, block: Uint8Array): void {
    // The table of the decoder must see every block, also that of a stream that was given up.
    const fields = this.#headerDecoder.decode(block)
    const stream = this.#streams.get(streamId)
    if (!stream) return
    stream.listener.headers(fields, endStream)
    if (endStream) this.#end(stream)
  }

  #end(stream: Stream): void {
    if (!this.#streams.delete(stream.id)) return
    // A server may answer before it has read all of the request.
    if (!stream.sent) this.#write(encodeNumberFrame(frameType.resetStream, stream.id, errorCode.none))
    stream.listener.end()
    this.#openWaiting()
  }

  #onSettings(frame: Frame): void {
    if (frame.flags & frameFlag.ack) return
    const view = new DataView(frame.payload.buffer, frame.payload.byteOffset, frame.payload.byteLength)
    // A server whose first settings name no limit has none.
    if (!this.#hasSettings) this.#peerMaxStreams = Number.POSITIVE_INFINITY
    this.#hasSettings = true
    for (let at = 0; at + 6 <= view.byteLength; at += 6) {
      const value = view.getUint32(at + 2)
      switch (view.getUint16(at)) {
        case setting.maxConcurrentStreams:
          this.#peerMaxStreams = value
          break
        case setting.initialWindowSize:
          for (const stream of this.#streams.values()) stream.window += value - this.#peerStreamWindow
          this.#peerStreamWindow = value
          break
        case setting.maxFrameSize:
          this.#peerMaxFrameSize = value
          break
      }
    }
    this.#write(encodeFrame(frameType.settings, frameFlag.ack, 0, new Uint8Array()))
    for (const stream of this.#streams.values()) this.#sendBody(stream)
    this.#openWaiting()
  }

  #onWindowUpdate(frame: Frame): void {
    const increment = numberAt(frame.payload, 0) & 0x7fffffff
    if (frame.streamId !== 0) {
      const stream = this.#streams.get(frame.streamId)
      if (!stream) return
      stream.window += increment
      this.#sendBody(stream)
      return
    }
    this.#sendWindow += increment
    for (const stream of this.#streams.values()) this.#sendBody(stream)
  }

  #onGoAway(frame: Frame): void {
    const lastId = numberAt(frame.payload, 0) & 0x7fffffff
    const code = numberAt(frame.payload, 4)
    const reason = `the server closes the connection with error code ${code}`
    this.#refused = reason
    const refused = [...this.#streams.values()].filter((stream) => stream.id > lastId)
    const failed = [...refused, ...this.#waiting]
    this.#waiting.length = 0
    for (const stream of failed) {
      this.#streams.delete(stream.id)
      stream.listener.fail(reason, errorCode.refusedStream)
    }
  }
}

function numberAt(payload: Uint8Array, at: number): number {
  if (payload.length < at + 4) throw new RangeError('a frame is too short')
  return new DataView(payload.buffer, payload.byteOffset).getUint32(at)
}

function withoutPadding({ flags, payload }: Frame): Uint8Array {
  if (!(flags & frameFlag.padded)) return payload
  const end = payload.length - (payload[0] ?? 0)
  if (end < 1) throw new RangeError('a frame is all padding')
  return payload.subarray(1, end)
}
