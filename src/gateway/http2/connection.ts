import { checkFrame } from './check-frame.ts'
import { errorCode, Http2Error } from './error.ts'
import {
  connectionPreface,
  encodeFrame,
  encodeNumberFrame,
  encodeSettings,
  type Frame,
  FrameReader,
  frameFlag,
  frameType,
  numberAt,
  payloadOf,
} from './frame.ts'
import { HeaderBlocks, maxHeaderListSize } from './header-blocks.ts'
import type { HeaderField } from './hpack-decoder.ts'
import { maxWindow, readSettings, setting } from './peer-settings.ts'
import { RequestSender } from './request-sender.ts'
import { readResponseFields } from './response-fields.ts'
import type { Stream, StreamHandle, StreamListener } from './stream.ts'

const ownMaxFrameSize = 1 << 20
const initialConnectionWindow = 65535
/**
 * How many frames in a row may bring nothing to any request. A daemon pings every few seconds at the most, and each
 * answer to what it does not read takes memory.
 */
const mostIdleFrames = 100_000

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
  #idleFrames = 0
  /** The last stream that the peer says it takes. */
  #lastTaken = maxWindow
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
        [setting.maxHeaderListSize, maxHeaderListSize],
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
      answered: false,
      missing: undefined,
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
      this.#frames.push(chunk, (frame) => {
        this.#handle(frame)
        return this.#closed === undefined
      })
    } catch (error) {
      if (!(error instanceof Http2Error)) throw error
      this.#fail(error.code, error.message)
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

  /** Ends a stream that the peer got wrong; the others go on. */
  #reset(stream: Stream, code: number, reason: string): void {
    this.#streams.delete(stream.id)
    this.#write(encodeNumberFrame(frameType.resetStream, stream.id, code))
    stream.listener.fail(`HTTP/2 protocol error: ${reason}`, code)
    this.#openWaiting()
  }

  /** The stream of a frame; undefined where it has ended. Throws Http2Error for one that was never begun. */
  #streamOf({ streamId, type }: Frame): Stream | undefined {
    if (streamId % 2 === 0 || streamId >= this.#nextId)
      throw new Http2Error(errorCode.protocol, `a frame of type ${type} is on a stream that was never begun`)
    return this.#streams.get(streamId)
  }

  #handle(frame: Frame): void {
    if (!this.#hasSettings && (frame.type !== frameType.settings || frame.flags & frameFlag.ack))
      throw new Http2Error(errorCode.protocol, 'the server does not begin with its settings')
    checkFrame(frame)
    this.#headerBlocks.expect(frame)
    if (++this.#idleFrames > mostIdleFrames)
      throw new Http2Error(errorCode.enhanceYourCalm, 'the server sends nothing but frames without content')
    switch (frame.type) {
      case frameType.data:
        this.#onData(frame)
        return
      case frameType.headers:
      case frameType.continuation:
        this.#onHeaders(frame)
        return
      case frameType.resetStream: {
        const stream = this.#streamOf(frame)
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
    const bytes = payloadOf(frame)
    const stream = this.#streamOf(frame)
    if (!stream) return
    if (!stream.answered) {
      this.#reset(stream, errorCode.protocol, 'the body of a response comes before its head')
      return
    }
    if (stream.missing !== undefined) stream.missing -= bytes.length
    if (stream.missing !== undefined && stream.missing < 0) {
      this.#reset(stream, errorCode.protocol, 'the body of a response is longer than its head says')
      return
    }
    if (bytes.length > 0) {
      this.#idleFrames = 0
      stream.listener.data(bytes)
    }
    // What was heard may have been reason enough to give the request up.
    if (frame.flags & frameFlag.endStream && this.#streams.has(stream.id)) this.#end(stream)
  }

  #onHeaders(frame: Frame): void {
    const { streamId } = frame
    this.#streamOf(frame)
    const block = this.#headerBlocks.push(frame)
    const stream = block && this.#streams.get(streamId)
    if (!stream) return
    const head = readResponseFields(block.fields, stream.answered)
    const problem = typeof head === 'string' ? head : misplaced(head.status, stream.answered, block.final)
    if (problem !== undefined || typeof head === 'string') {
      this.#reset(stream, errorCode.protocol, problem ?? '')
      return
    }
    if (head.status?.startsWith('1')) return
    this.#idleFrames = 0
    if (!stream.answered) stream.missing = head.contentLength
    stream.answered = true
    stream.listener.headers(block.fields, block.final)
    if (block.final && this.#streams.has(stream.id)) this.#end(stream)
  }

  #end(stream: Stream): void {
    if (stream.missing !== undefined && stream.missing > 0) {
      this.#reset(stream, errorCode.protocol, 'the body of a response is shorter than its head says')
      return
    }
    this.#streams.delete(stream.id)
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
    for (const [id, value] of readSettings(frame.payload)) {
      switch (id) {
        case setting.headerTableSize:
          this.#sender.limitHeaderTable(value)
          break
        case setting.maxConcurrentStreams:
          this.#peerMaxStreams = value
          break
        case setting.initialWindowSize:
          for (const stream of this.#streams.values()) {
            stream.window += value - this.#sender.streamWindow
            if (stream.window > maxWindow)
              throw new Http2Error(errorCode.flowControl, 'the window of a stream overflows')
          }
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
    const stream = frame.streamId === 0 ? undefined : this.#streamOf(frame)
    if (increment === 0) throw new Http2Error(errorCode.protocol, 'a window is enlarged by nothing')
    if (frame.streamId !== 0) {
      if (!stream) return
      stream.window += increment
      if (stream.window > maxWindow) {
        this.#reset(stream, errorCode.flowControl, 'the window of a stream overflows')
        return
      }
      this.#sender.resume(stream)
      return
    }
    this.#sender.window += increment
    if (this.#sender.window > maxWindow)
      throw new Http2Error(errorCode.flowControl, 'the window of the connection overflows')
    for (const one of this.#streams.values()) this.#sender.resume(one)
  }

  #onGoAway(frame: Frame): void {
    const lastId = numberAt(frame.payload, 0) & 0x7fffffff
    if (lastId > this.#lastTaken || (lastId > 0 && lastId % 2 === 0))
      throw new Http2Error(errorCode.protocol, `the last stream cannot be ${lastId}`)
    this.#lastTaken = lastId
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

/** What is wrong with the place of a header block in its stream. */
function misplaced(status: string | undefined, answered: boolean, final: boolean): string | undefined {
  if (answered && !final) return 'something follows the trailers of a response'
  if (status?.startsWith('1') && final) return 'a response ends before its head'
  return undefined
}
