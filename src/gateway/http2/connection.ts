import {
  connectionPreface,
  decodeSettings,
  encodeFrame,
  encodeNumberFrame,
  encodeSettings,
  errorCode,
  type Frame,
  FrameReader,
  frameFlag,
  frameType,
  numberAt,
  payloadOf,
  setting,
} from './frame.ts'
import { HeaderBlocks } from './header-blocks.ts'
import type { HeaderField } from './hpack-decoder.ts'
import { RequestSender } from './request-sender.ts'
import type { Stream, StreamHandle, StreamListener } from './stream.ts'

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
  readonly #headerBlocks = new HeaderBlocks()
  readonly #sender: RequestSender
  readonly #streams = new Map<number, Stream>()
  /** Requests that wait for a stream to become free. */
  readonly #waiting: Stream[] = []
  #nextId = 1
  #unacknowledged = 0
  #peerMaxStreams = 100
  #hasSettings = false
  /** Set once the peer takes no more requests, while others may still be under way. */
  #refused: string | undefined
  #closed: string | undefined

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write
    this.#sender = new RequestSender(write)
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
      this.#nextId += 2
      this.#streams.set(stream.id, stream)
      this.#sender.begin(stream)
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
    this.#headerBlocks.expect(frame)
    switch (frame.type) {
      case frameType.data:
        this.#onData(frame)
        return
      case frameType.headers:
      case frameType.continuation:
        this.#onHeaders(frame)
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
    const bytes = payloadOf(frame)
    if (bytes.length > 0) stream.listener.data(bytes)
    if (frame.flags & frameFlag.endStream) this.#end(stream)
  }

  #onHeaders(frame: Frame): void {
    const block = this.#headerBlocks.push(frame)
    const stream = block && this.#streams.get(block.streamId)
    if (!stream) return
    stream.listener.headers(block.fields, block.final)
    if (block.final) this.#end(stream)
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
    // A server whose first settings name no limit has none.
    if (!this.#hasSettings) this.#peerMaxStreams = Number.POSITIVE_INFINITY
    this.#hasSettings = true
    for (const [id, value] of decodeSettings(frame.payload)) {
      switch (id) {
        case setting.maxConcurrentStreams:
          this.#peerMaxStreams = value
          break
        case setting.initialWindowSize:
          for (const stream of this.#streams.values()) stream.window += value - this.#sender.streamWindow
          this.#sender.streamWindow = value
          break
        case setting.maxFrameSize:
          this.#sender.maxFrameSize = value
          break
      }
    }
    this.#write(encodeFrame(frameType.settings, frameFlag.ack, 0, new Uint8Array()))
    for (const stream of this.#streams.values()) this.#sender.resume(stream)
    this.#openWaiting()
  }

  #onWindowUpdate(frame: Frame): void {
    const increment = numberAt(frame.payload, 0) & 0x7fffffff
    if (frame.streamId !== 0) {
      const stream = this.#streams.get(frame.streamId)
      if (!stream) return
      stream.window += increment
      this.#sender.resume(stream)
      return
    }
    this.#sender.window += increment
    for (const stream of this.#streams.values()) this.#sender.resume(stream)
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
