import http2 from 'node:http2'
import { type Duplex, duplexPair } from 'node:stream'
import { Http2Connection } from '../../../src/gateway/http2/connection.ts'
import { connectionPreface } from '../../../src/gateway/http2/frame.ts'
import { frame, readFrames } from './frames.ts'

/** What a client makes of the frames of a server. */
export interface Outcome {
  /** Whether it gave the connection up. */
  readonly refused: boolean
  /** Streams that it reset. */
  readonly reset: readonly number[]
  /** What became of the requests on streams 1 and 3. */
  readonly requests: readonly ('open' | 'answered' | 'failed')[]
}

/** Two requests on a connection that is about to be fed; each reports once. */
type Start = (stream: Duplex, report: (request: number, became: 'answered' | 'failed') => void) => void

const marker = [0x73, 0x6c, 0x69, 0x70, 0x77, 0x61, 0x79, 0x21]

/**
 * Feeds the bytes of a server to a client that has two requests under way, and waits until it has answered a ping
 * behind them or has given the connection up.
 */
export async function feed(start: Start, bytes: readonly Uint8Array[]): Promise<Outcome> {
  const [near, far] = duplexPair()
  const requests: ('open' | 'answered' | 'failed')[] = ['open', 'open']
  const written: Buffer[] = []
  let gone = false
  const heard = (): readonly ReturnType<typeof readFrames>[number][] =>
    readFrames(Buffer.concat(written).subarray(connectionPreface.length))
  const settled = () =>
    gone ||
    heard().some(
      ({ type, flags, payload }) =>
        type === 7 || (type === 6 && flags === 1 && payload.equals(Buffer.from(marker))),
    )
  far.on('data', (chunk: Buffer) => written.push(chunk))
  const ended = () => {
    gone = true
  }
  for (const event of ['end', 'close', 'error']) far.on(event, ended)
  near.on('close', ended)
  near.on('error', () => {})
  start(near, (request, became) => {
    if (requests[request] === 'open') requests[request] = became
  })
  // The requests leave first, so that the frames of the server find their streams.
  while (heard().filter(({ type }) => type === 1).length < 2) await turn()
  for (const part of bytes) far.write(part)
  far.write(frame(6, 0, 0, ...marker))
  while (!settled()) await turn()
  await turn()
  const frames = heard()
  const refused = gone || frames.some(({ type, payload }) => type === 7 && payload.readUInt32BE(4) !== 0)
  near.destroy()
  far.destroy()
  return {
    refused,
    reset: refused ? [] : frames.filter(({ type }) => type === 3).map(({ streamId }) => streamId),
    requests: refused ? [] : requests,
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Ours. */
export const ours: Start = (stream, report) => {
  const connection = new Http2Connection((bytes) => {
    if (!stream.destroyed) stream.write(bytes)
  })
  stream.on('data', (chunk: Buffer) => connection.receive(chunk))
  for (const request of [0, 1]) {
    connection.request(
      [
        [':method', 'POST'],
        [':scheme', 'http'],
        [':path', '/'],
        [':authority', 'localhost'],
      ],
      [],
      {
        headers: () => {},
        data: () => {},
        end: () => report(request, 'answered'),
        fail: () => report(request, 'failed'),
      },
    )
  }
}

/** Node's, which is nghttp2. */
export const nodes: Start = (stream, report) => {
  const session = http2.connect('http://localhost', { createConnection: () => stream })
  session.on('error', () => stream.destroy())
  session.on('close', () => stream.destroy())
  for (const request of [0, 1]) {
    const call = session.request({ ':method': 'POST', ':path': '/' }, { endStream: true })
    let complete = false
    call.on('error', () => {})
    call.on('end', () => {
      complete = true
    })
    call.on('close', () => report(request, complete && call.rstCode === 0 ? 'answered' : 'failed'))
    call.resume()
  }
}
