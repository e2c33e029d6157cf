import { type InterceptingListener, Metadata, type status as Status } from '@grpc/grpc-js'
import type { Http2Connection } from './http2/connection.ts'
import type { HeaderField } from './http2/hpack-decoder.ts'
import type { StreamHandle } from './http2/stream.ts'
import { MessageReader } from './message-reader.ts'

/** As large as an answer may be, in bytes. What a daemon takes is its own affair: it refuses what is too large. */
const maxMessageSize = 16 * 1024 * 1024
const messageHeaderSize = 5

/** Codes of google.rpc.Code that a transport itself gives. */
const code = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const

/** What grpc-js needs of a call below its interceptors; its own type of it is not public. */
export interface TransportCall {
  start(metadata: Metadata, listener: InterceptingListener): void
  sendMessageWithContext(context: { callback?: (error?: Error | null) => void }, message: Buffer): void
  startRead(): void
  halfClose(): void
  cancelWithStatus(status: Status, details: string): void
  getPeer(): string
  getCallNumber(): number
  setCredentials(): void
  getAuthContext(): null
}

/** One unary call over an HTTP/2 connection. */
export class PipeCall implements TransportCall {
  readonly #connection: Http2Connection
  readonly #path: string
  readonly #deadline: number
  readonly #number: number
  #listener: InterceptingListener | undefined
  #metadata = new Metadata()
  #request: Buffer | undefined
  #stream: StreamHandle | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #headers = new Map<string, string>()
  readonly #message = new MessageReader(maxMessageSize)

  /** @param deadline milliseconds since the epoch; infinite where there is none */
  constructor(connection: Http2Connection, path: string, deadline: number, number: number) {
    this.#connection = connection
    this.#path = path
    this.#deadline = deadline
    this.#number = number
  }

  start(metadata: Metadata, listener: InterceptingListener): void {
    this.#metadata = metadata
    this.#listener = listener
  }

  sendMessageWithContext(context: { callback?: (error?: Error | null) => void }, message: Buffer): void {
    this.#request = message
    context.callback?.()
  }

  /** Requests are sent whole, once they are complete. */
  halfClose(): void {
    const message = this.#request
    if (!message || !this.#listener) return
    const timeout = this.#deadline - Date.now()
    if (Number.isFinite(timeout)) {
      this.#timer = setTimeout(
        () => this.cancelWithStatus(code.deadlineExceeded, 'context deadline exceeded'),
        Math.max(0, timeout),
      )
    }
    const messageHeader = headerOf(message)
    // A small message is not worth a frame for its header.
    const body = message.length < 4096 ? [joined(messageHeader, message)] : [messageHeader, message]
    this.#request = undefined
    this.#stream = this.#connection.request(this.#requestHeaders(timeout), body, {
      headers: (fields) => {
        for (const [name, value] of fields) this.#headers.set(name, value)
      },
      data: (bytes) => {
        const problem = this.#message.push(bytes)
        if (problem) this.cancelWithStatus(...problem)
      },
      end: () => this.#end(),
      fail: (reason, streamCode) => this.#finish(statusOfReset(streamCode), reason),
    })
  }

  cancelWithStatus(status: number, details: string): void {
    this.#stream?.cancel()
    this.#finish(status, details)
  }

  startRead(): void {}
  setCredentials(): void {}

  getPeer(): string {
    return 'pipe'
  }

  getCallNumber(): number {
    return this.#number
  }

  getAuthContext(): null {
    return null
  }

  #requestHeaders(timeout: number): HeaderField[] {
    const headers: HeaderField[] = [
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', this.#path],
      [':authority', 'localhost'],
      ['content-type', 'application/grpc'],
      ['te', 'trailers'],
    ]
    if (Number.isFinite(timeout)) headers.push(['grpc-timeout', `${Math.max(1, Math.ceil(timeout))}m`])
    for (const [name, value] of Object.entries(this.#metadata.toHttp2Headers())) {
      for (const one of Array.isArray(value) ? value : [value]) headers.push([name, String(one)])
    }
    return headers
  }

  #end(): void {
    const headers = this.#headers
    const grpcStatus = headers.get('grpc-status')
    if (grpcStatus === undefined) {
      this.#finish(...statusOfHttp(headers.get(':status')))
      return
    }
    const status = /^\d{1,9}$/.test(grpcStatus) ? Number(grpcStatus) : code.unknown
    const details = decodeMessage(headers.get('grpc-message') ?? '')
    if (status !== code.ok) {
      this.#finish(status, details)
      return
    }
    const message = this.#message.end()
    if (!(message instanceof Uint8Array)) {
      this.#finish(...message)
      return
    }
    this.#listener?.onReceiveMetadata(new Metadata())
    this.#listener?.onReceiveMessage(Buffer.from(message.buffer, message.byteOffset, message.byteLength))
    this.#finish(status, details)
  }

  /** The first end of a call counts. */
  #finish(status: number, details: string): void {
    const listener = this.#listener
    if (!listener) return
    this.#listener = undefined
    clearTimeout(this.#timer)
    const metadata = new Metadata()
    const encoded = this.#headers.get('grpc-status-details-bin')
    if (encoded !== undefined) metadata.set('grpc-status-details-bin', Buffer.from(encoded, 'base64'))
    listener.onReceiveStatus({ code: status, details, metadata })
  }
}

/** What stands before a message: that it is not compressed, and its length. */
function headerOf({ length }: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(messageHeaderSize)
  bytes[1] = length >>> 24
  bytes[2] = length >>> 16
  bytes[3] = length >>> 8
  bytes[4] = length
  return bytes
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

/** grpc-message is UTF-8 whose bytes are percent-encoded where they are not printable. */
function decodeMessage(encoded: string): string {
  if (encoded === '') return ''
  const bytes = encoded.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)))
}

/** What an HTTP status without a gRPC one means. */
function statusOfHttp(httpStatus: string | undefined): [number, string] {
  const details = `unexpected HTTP status code received from server: ${httpStatus ?? 'none'}`
  switch (httpStatus) {
    case '200':
      return [code.unknown, 'server closed the stream without sending trailers']
    case '400':
      return [code.internal, details]
    case '401':
      return [code.unauthenticated, details]
    case '403':
      return [code.permissionDenied, details]
    case '404':
      return [code.unimplemented, details]
    case '429':
    case '502':
    case '503':
    case '504':
      return [code.unavailable, details]
    default:
      return [code.unknown, details]
  }
}

/** Error codes of HTTP/2: a refused stream or a lost connection, a cancelled stream, anything else. */
function statusOfReset(streamCode: number): number {
  if (streamCode === 0 || streamCode === 7) return code.unavailable
  return streamCode === 8 ? code.cancelled : code.internal
}
