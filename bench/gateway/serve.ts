import http2 from 'node:http2'
import type { Duplex } from 'node:stream'
import type { Refusal } from './daemon.ts'

/** What knows the answers. */
export interface AnsweringDaemon {
  answer(path: string, request: Uint8Array): Uint8Array | Refusal
}

/** What happens on the wire, as it happens. */
export interface WireListener {
  /** A call has arrived whole. */
  called(path: string): void
  /** Its answer is on the way. */
  answered(path: string): void
}

/**
 * Serves a daemon's LLBBridge to the frontend at the other end of a pipe, with Node's own HTTP/2 server.
 * @param delay milliseconds that every answer waits, in place of a network or a busy daemon
 */
export function serveBridge(pipe: Duplex, daemon: AnsweringDaemon, listener: WireListener, delay = 0): void {
  const session = http2.performServerHandshake(pipe, { settings: { initialWindowSize: 1 << 20 } })
  session.on('error', () => {})
  session.on('stream', (stream, headers) => {
    const path = String(headers[':path'])
    const chunks: Buffer[] = []
    stream.on('error', () => {})
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      listener.called(path)
      const respond = (): void => {
        if (stream.destroyed) return
        const answer = daemon.answer(path, Buffer.concat(chunks).subarray(5))
        const message = answer instanceof Uint8Array ? answer : undefined
        const trailers =
          answer instanceof Uint8Array
            ? { 'grpc-status': '0' }
            : { 'grpc-status': String(answer.code), 'grpc-message': encodeURIComponent(answer.message) }
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
        stream.on('wantTrailers', () => stream.sendTrailers(trailers))
        stream.end(message && withLength(message))
        listener.answered(path)
      }
      if (delay > 0) setTimeout(respond, delay)
      else respond()
    })
  })
}

/** A message as gRPC frames it: not compressed, and its length before it. */
function withLength(message: Uint8Array): Buffer {
  const body = Buffer.alloc(5 + message.length)
  body.writeUInt32BE(message.length, 1)
  body.set(message, 5)
  return body
}
