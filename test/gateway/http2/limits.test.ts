import { describe, expect, test } from 'vitest'
import { Http2Connection } from '../../../src/gateway/http2/connection.ts'
import { encodeFrame, frameType } from '../../../src/gateway/http2/frame.ts'
import { maxHeaderListSize } from '../../../src/gateway/http2/header-blocks.ts'
import { HpackDecoder } from '../../../src/gateway/http2/hpack-decoder.ts'
import { frame, literal, number32, ok, readFrames, settings } from './frames.ts'

/** A connection with one request, whose server has told its settings. */
function connected() {
  const written: Uint8Array[] = []
  const events: string[] = []
  const connection = new Http2Connection((bytes) => written.push(bytes))
  const request = () =>
    connection.request([[':method', 'POST']], [], {
      headers: (fields) => events.push(`headers ${fields.length}`),
      data: (bytes) => events.push(`data ${bytes.length}`),
      end: () => events.push('end'),
      fail: (reason) => events.push(reason),
    })
  request()
  connection.receive(settings())
  return { connection, events, request, frames: () => readFrames(Buffer.concat(written).subarray(24)) }
}

describe('header blocks', () => {
  test('a large one is read', () => {
    const { connection, events } = connected()
    const value = 'x'.repeat(1_000_000)
    connection.receive(frame(1, 1, 1, ok))
    const block = Uint8Array.from([...literal('a', ''), 0, 1, 98, 127, 193, 131, 61])
    connection.receive(encodeFrame(9, 0, 1, block))
    connection.receive(encodeFrame(9, 4, 1, Buffer.from(value)))
    expect(connection.closed).toBeUndefined()
    expect(events).toEqual(['headers 3', 'end'])
  })

  test.each([
    ['large parts', 1 << 20, 20],
    ['empty parts', 0, 5000],
    ['small parts', 1, 5000],
  ])('one of %s without an end is refused', (_, size, count) => {
    const { connection } = connected()
    connection.receive(frame(1, 1, 1, ok))
    const part = encodeFrame(9, 0, 1, new Uint8Array(size))
    for (let sent = 0; sent < count && connection.closed === undefined; sent++) connection.receive(part)
    expect(connection.closed).toBe('HTTP/2 protocol error: a header block is too large')
  })

  test('one that takes a large field out of the table again and again is refused', () => {
    const value = 'x'.repeat(4000)
    const block = [ok, 0x40, ...literal('a', value).slice(1), ...Array(5000).fill(0xbe)]
    expect(() => new HpackDecoder(maxHeaderListSize).decode(Uint8Array.from(block))).toThrow('too large')
  })

  test('the server is told how large they may be', () => {
    const [first] = connected().frames()
    const pairs = [...(first?.payload ?? [])]
    expect(pairs.slice(-6)).toEqual([0, 6, ...number32(maxHeaderListSize)])
  })

  test('a server that keeps no table is told that none is used', () => {
    const { connection, request, frames } = connected()
    connection.receive(settings([1, 0]))
    request()
    request()
    const blocks = frames().filter(({ type }) => type === frameType.headers)
    expect(blocks.map(({ payload }) => payload[0])).toEqual([0, 0x20, 0])
  })
})

describe('frames without content', () => {
  test.each([
    ['pings', [frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)]],
    ['settings', [settings()]],
    ['windows', [frame(8, 0, 0, ...number32(1))]],
    ['data of no request', [frame(1, 5, 1, ok), frame(0, 0, 1, 1)]],
    ['empty data', [frame(1, 4, 1, ok), frame(0, 0, 1)]],
    ['interim answers', [frame(1, 4, 1, ...literal(':status', '103'))]],
    ['unknown frames', [frame(0x50, 0, 0)]],
    ['priorities', [frame(2, 0, 1, ...number32(0), 0)]],
  ])('%s without an end are refused', (_, parts) => {
    const { connection } = connected()
    for (const part of parts.slice(0, -1)) connection.receive(part)
    const last = Buffer.concat(Array(1000).fill(parts.at(-1)))
    for (let sent = 0; sent < 101 && connection.closed === undefined; sent++) connection.receive(last)
    expect(connection.closed).toContain('nothing but frames without content')
  })

  test('any number of them may come between answers', () => {
    const { connection, events, request } = connected()
    const pings = Buffer.concat(Array(60_000).fill(frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)))
    request()
    for (const stream of [1, 3]) {
      connection.receive(pings)
      connection.receive(frame(1, 5, stream, ok))
    }
    expect(events).toEqual(['headers 1', 'end', 'headers 1', 'end'])
  })
})
