import http2 from 'node:http2'
import { duplexPair } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Http2Connection } from '../../../src/gateway/http2/connection.ts'

interface Answer {
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** A connection to a server of node:http2. */
function connect(
  onStream: (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void,
  settings: http2.Settings = {},
) {
  const [near, far] = duplexPair()
  const session = http2.performServerHandshake(far, { settings })
  session.on('error', () => {})
  session.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    onStream(stream, headers)
  })
  const connection = new Http2Connection((bytes) => near.write(bytes))
  near.on('data', (chunk: Buffer) => connection.receive(chunk))
  onTestFinished(() => {
    far.destroy()
  })
  return { connection, session }
}

function ask(connection: Http2Connection, body: Uint8Array, path = '/'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = new Map<string, string>()
    const parts: Uint8Array[] = []
    connection.request(
      [
        [':method', 'POST'],
        [':scheme', 'http'],
        [':path', path],
        [':authority', 'localhost'],
      ],
      [body.subarray(0, 5), body.subarray(5)],
      {
        headers: (fields) => {
          for (const [name, value] of fields) headers.set(name, value)
        },
        data: (bytes) => parts.push(bytes),
        end: () => resolve({ headers, body: Buffer.concat(parts) }),
        fail: (reason) => reject(new Error(reason)),
      },
    )
  })
}

/** Answers each request with its own body. */
function echo(stream: http2.ServerHttp2Stream) {
  const parts: Buffer[] = []
  stream.on('data', (chunk: Buffer) => parts.push(chunk))
  stream.on('end', () => {
    stream.respond({ ':status': 200 })
    stream.end(Buffer.concat(parts))
  })
}

const pattern = (size: number) => Buffer.from(Uint8Array.from({ length: size }, (_, index) => index * 7))

describe('Http2Connection', () => {
  test.each([0, 1, 16_384, 65_535, 65_536, 3_000_000])('carries %i bytes there and back', async (size) => {
    const { connection } = connect(echo)
    const { headers, body } = await ask(connection, pattern(size))
    expect(headers.get(':status')).toBe('200')
    expect(body.equals(pattern(size))).toBe(true)
  })

  test('keeps to a small window, frame size and number of streams of the server', async () => {
    let open = 0
    let most = 0
    const { connection } = connect(
      (stream) => {
        most = Math.max(most, ++open)
        stream.on('close', () => open--)
        echo(stream)
      },
      { initialWindowSize: 100, maxConcurrentStreams: 3 },
    )
    await ask(connection, pattern(1)) // the settings have come by now
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(connection, pattern(5000 + index))),
    )
    for (const [index, { body }] of answers.entries()) {
      expect(body.equals(pattern(5000 + index))).toBe(true)
    }
    expect(most).toBeLessThanOrEqual(3)
  })

  test('reads header fields of every kind, with and without Huffman code, again and again', async () => {
    const values: Record<string, string> = {
      plain: 'abc',
      empty: '',
      long: 'x'.repeat(20_000),
      symbols: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ 09AZaz',
      latin1: 'caf\u00e9 \u00ff',
    }
    const { connection } = connect((stream) => {
      stream.respond({ ':status': 200, ...values })
      stream.end()
    })
    for (let round = 0; round < 4; round++) {
      const { headers } = await ask(connection, new Uint8Array())
      for (const [name, value] of Object.entries(values)) expect(headers.get(name)).toBe(value)
    }
  })

  test('sends headers that are longer than a frame', async () => {
    const path = `/${'p'.repeat(40_000)}`
    const { connection } = connect((stream, headers) => {
      stream.respond({ ':status': 200, length: String(headers[':path']?.length) })
      stream.end()
    })
    expect((await ask(connection, new Uint8Array(), path)).headers.get('length')).toBe('40001')
  })

  test('answers pings', async () => {
    const { connection, session } = connect(echo)
    await ask(connection, new Uint8Array())
    await new Promise<void>((resolve, reject) => session.ping((error) => (error ? reject(error) : resolve())))
  })

  test('fails a request that the server resets, and no other', async () => {
    const { connection } = connect((stream, headers) => {
      if (headers[':path'] === '/bad') stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR)
      else echo(stream)
    })
    const good = ask(connection, pattern(10))
    await expect(ask(connection, pattern(10), '/bad')).rejects.toThrow('reset with error code 2')
    await good
  })

  test('fails what is under way and what comes later once the connection is closed', async () => {
    const { connection } = connect(() => {})
    const pending = ask(connection, pattern(10))
    connection.close('gone')
    await expect(pending).rejects.toThrow('gone')
    await expect(ask(connection, pattern(10))).rejects.toThrow('gone')
  })

  test('lets requests finish after GOAWAY and refuses new ones', async () => {
    const { connection, session } = connect((stream) => {
      session.goaway()
      setTimeout(() => echo(stream), 5)
    })
    await ask(connection, pattern(10))
    await expect(ask(connection, pattern(10))).rejects.toThrow('closes the connection')
  })

  test('a cancelled request is heard of no more', async () => {
    const { connection } = connect(echo)
    const events: string[] = []
    const request = connection.request([[':method', 'POST']], [pattern(100)], {
      headers: () => events.push('headers'),
      data: () => events.push('data'),
      end: () => events.push('end'),
      fail: () => events.push('fail'),
    })
    request.cancel()
    await ask(connection, pattern(1))
    expect(events).toEqual([])
  })

  test.each([
    ['a frame larger than allowed', [0x7f, 0xff, 0xff, 0, 0, 0, 0, 0, 1]],
    ['a push', [0, 0, 4, 5, 4, 0, 0, 0, 1, 0, 0, 0, 2]],
    ['a continuation of nothing', [0, 0, 0, 9, 4, 0, 0, 0, 1]],
    ['a header index that is in no table', [0, 0, 1, 1, 4, 0, 0, 0, 1, 0xff - 1]],
  ])('ends on %s', (_, bytes) => {
    const connection = new Http2Connection(() => {})
    connection.request([[':method', 'POST']], [], { headers() {}, data() {}, end() {}, fail() {} })
    connection.receive(Uint8Array.from([0, 0, 0, 4, 0, 0, 0, 0, 0]))
    expect(connection.closed).toBeUndefined()
    connection.receive(Uint8Array.from(bytes))
    expect(connection.closed).toContain('HTTP/2 protocol error')
  })

  test('takes bytes in any portions', async () => {
    const sent: Uint8Array[] = []
    const connection = new Http2Connection((bytes) => sent.push(bytes))
    const answer = ask(connection, new Uint8Array())
    const frames = [
      0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 1, 4, 0, 0, 0, 1, 0x88, 0, 0, 2, 0, 1, 0, 0, 0, 1, 65, 66,
    ]
    for (const byte of frames) connection.receive(Uint8Array.of(byte))
    const { headers, body } = await answer
    expect([headers.get(':status'), body.toString()]).toEqual(['200', 'AB'])
  })
})
