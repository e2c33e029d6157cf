import { describe, expect, test } from 'vitest'
import { feed, nodes, type Outcome, ours } from './clients.ts'
import { frame, literal, number32, ok, settings } from './frames.ts'

const repeated = (count: number, one: Uint8Array) => Array.from({ length: count }, () => one)
const text = (value: string) => [...Buffer.from(value)]
const head = (streamId: number) => frame(1, 4, streamId, ok)
const answer = (streamId: number) => frame(1, 5, streamId, ok)

/** What a server may send behind its settings. */
const cases: Readonly<Record<string, readonly Uint8Array[]>> = {
  'an answer': [answer(1)],
  'both answers': [answer(3), answer(1)],
  'a body': [head(1), frame(0, 1, 1, 1, 2, 3)],
  'an empty body': [head(1), frame(0, 1, 1)],
  trailers: [head(1), frame(0, 0, 1, 1), frame(1, 5, 1, ...literal('grpc-status', '0'))],
  'an interim answer': [frame(1, 4, 1, ...literal(':status', '100')), answer(1)],
  'an unknown frame': [frame(0x77, 0xff, 5, 1, 2, 3), answer(1)],
  'flags that mean nothing': [frame(6, 0xfe, 0, ...number32(1), ...number32(2)), answer(1)],

  // DATA
  'data on no stream': [frame(0, 0, 0, 1)],
  'data on an even stream': [frame(0, 0, 2, 1)],
  'data on a stream that was never begun': [frame(0, 0, 265, 1)],
  'data before a head': [frame(0, 0, 1, 1)],
  'data behind the end': [answer(1), frame(0, 1, 1, 1)],
  'padded data': [head(1), frame(0, 9, 1, 2, 7, 0, 0)],
  'data that is all padding': [head(1), frame(0, 9, 1, 2, 0, 0)],
  'data with too much padding': [head(1), frame(0, 9, 1, 3, 0, 0)],
  'padded data without a length': [head(1), frame(0, 9, 1)],
  'more data than stated': [frame(1, 4, 1, ok, ...literal('content-length', '2')), frame(0, 1, 1, 1, 2, 3)],
  'less data than stated': [frame(1, 4, 1, ok, ...literal('content-length', '4')), frame(0, 1, 1, 1, 2, 3)],
  'as much data as stated': [frame(1, 4, 1, ok, ...literal('content-length', '3')), frame(0, 1, 1, 1, 2, 3)],

  // HEADERS and CONTINUATION
  'a head on no stream': [frame(1, 5, 0, ok)],
  'a head on an even stream': [frame(1, 5, 2, ok)],
  'a head on a stream that was never begun': [frame(1, 5, 265, ok)],
  'a head behind the end': [answer(1), answer(1)],
  'a head in parts': [frame(1, 1, 1, ok), frame(9, 0, 1), frame(9, 4, 1, ...literal('a', 'b'))],
  'a continuation of nothing': [frame(9, 4, 1, ok)],
  'a continuation of another stream': [frame(1, 1, 1, ok), frame(9, 4, 3)],
  'data within a head': [frame(1, 0, 1, ok), frame(0, 0, 1, 1)],
  'a ping within a head': [frame(1, 0, 1, ok), frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)],
  'an unknown frame within a head': [frame(1, 0, 1, ok), frame(0x77, 0, 1), frame(9, 4, 1)],
  'a padded head': [frame(1, 0x0d, 1, 2, ok, 0, 0)],
  'a head with too much padding': [frame(1, 0x0d, 1, 3, ok, 0, 0)],
  'a head with a priority': [frame(1, 0x25, 1, ...number32(3), 5, ok)],
  'a head whose priority is cut off': [frame(1, 0x25, 1, 0, 0, 0)],
  'an empty head': [frame(1, 5, 1)],
  'a head without a status': [frame(1, 5, 1, ...literal('a', 'b'))],
  'two statuses': [frame(1, 5, 1, ok, ok)],
  'a status behind a field': [frame(1, 5, 1, ...literal('a', 'b'), ok)],
  'a status that is none': [frame(1, 5, 1, ...literal(':status', 'abc'))],
  'a status of two digits': [frame(1, 5, 1, ...literal(':status', '20'))],
  'a change of protocols': [frame(1, 4, 1, ...literal(':status', '101')), answer(1)],
  'a path in an answer': [frame(1, 5, 1, ok, ...literal(':path', '/'))],
  'an unknown pseudo-header': [frame(1, 5, 1, ok, ...literal(':x', '/'))],
  'a status in trailers': [head(1), frame(1, 5, 1, ok)],
  'trailers that do not end': [head(1), frame(1, 4, 1, ...literal('a', 'b'))],
  'an interim answer that ends': [frame(1, 5, 1, ...literal(':status', '100'))],
  'a field of HTTP/1': [frame(1, 5, 1, ok, ...literal('connection', 'close'))],
  'a malformed length': [frame(1, 5, 1, ok, ...literal('content-length', 'x'))],
  'two lengths': [frame(1, 5, 1, ok, ...literal('content-length', '0'), ...literal('content-length', '0'))],

  // HPACK
  'a header index of 0': [frame(1, 5, 1, 0x80)],
  'a header index that is in no table': [frame(1, 5, 1, 0xfe)],
  'an endless integer': [frame(1, 5, 1, 0xff, ...Array(20).fill(0xff), 1)],
  'a string that is cut off': [frame(1, 5, 1, ok, 0, 5, 97)],
  'a table of no size': [frame(1, 5, 1, 0x20, ok)],
  'two table sizes': [frame(1, 5, 1, 0x20, 0x3f, 0xe1, 0x1f, ok)],
  'a table that is too large': [frame(1, 5, 1, 0x3f, 0xe2, 0x1f, ok)],
  'a table size behind a field': [frame(1, 5, 1, ok, 0x20)],
  'a table size and nothing else': [frame(1, 5, 1, 0x20)],
  'an entry that was driven out': [
    frame(1, 5, 1, ok, 0x40, 1, ...text('a'), 1, ...text('b')),
    frame(1, 5, 3, 0x20, ok, 0xbe),
  ],
  'an entry that is remembered': [
    frame(1, 5, 1, ok, 0x40, 1, ...text('a'), 1, ...text('b')),
    frame(1, 5, 3, ok, 0xbe),
  ],
  'Huffman code': [frame(1, 5, 1, ok, 0, 1, ...text('a'), 0x82, 0x18, 0xc7)],
  'Huffman padding of zeros': [frame(1, 5, 1, ok, 0, 1, ...text('a'), 0x81, 0x18)],
  'Huffman padding of eight bits': [frame(1, 5, 1, ok, 0, 1, ...text('a'), 0x82, 0x1f, 0xff)],
  'an end of string in Huffman code': [frame(1, 5, 1, ok, 0, 1, ...text('a'), 0x84, 0xff, 0xff, 0xff, 0xff)],

  // PRIORITY
  'a priority': [frame(2, 0, 1, ...number32(3), 5), answer(1)],
  'a priority on no stream': [frame(2, 0, 0, ...number32(3), 5)],

  // RST_STREAM
  'a reset': [frame(3, 0, 1, ...number32(8))],
  'a reset without an error': [frame(3, 0, 1, ...number32(0))],
  'a reset behind the end': [answer(1), frame(3, 0, 1, ...number32(0))],
  'a reset on no stream': [frame(3, 0, 0, ...number32(8))],
  'a reset on an even stream': [frame(3, 0, 2, ...number32(8))],
  'a reset on a stream that was never begun': [frame(3, 0, 265, ...number32(8))],
  'a reset that is too short': [frame(3, 0, 1, 0, 0, 8)],
  'a reset that is too long': [frame(3, 0, 1, 0, 0, 0, 8, 0)],

  // SETTINGS
  'settings on a stream': [frame(4, 0, 1)],
  'settings of an odd size': [frame(4, 0, 0, 0, 1, 0, 0, 0)],
  'acknowledged settings with content': [frame(4, 1, 0, 0, 1, 0, 0, 0, 0)],
  'unknown settings': [settings([0x77, 5]), answer(1)],
  'push that is off': [settings([2, 0]), answer(1)],
  'push that is on': [settings([2, 1])],
  'push that is neither': [settings([2, 2])],
  'no streams': [settings([3, 0]), answer(1)],
  'the largest window': [settings([4, 0x7fffffff]), answer(1)],
  'a window that is too large': [settings([4, 0x80000000])],
  'no window': [settings([4, 0]), answer(1)],
  'frames of no size': [settings([5, 0])],
  'frames that are too small': [settings([5, 16383])],
  'the smallest frames': [settings([5, 16384]), answer(1)],
  'the largest frames': [settings([5, 0xffffff]), answer(1)],
  'frames that are too large': [settings([5, 0x1000000])],
  'no header table': [settings([1, 0]), answer(1)],
  'a huge header table': [settings([1, 0xffffffff]), answer(1)],
  'no headers': [settings([6, 0]), answer(1)],
  'settings that overflow a window': [frame(8, 0, 1, ...number32(0x7fff0000)), settings([4, 0x7fffffff])],

  // PUSH_PROMISE
  'a push': [frame(5, 4, 1, 0, 0, 0, 2, ok)],
  'a push on no stream': [frame(5, 4, 0, 0, 0, 0, 2, ok)],

  // PING
  'a ping': [frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8), answer(1)],
  'an answer to no ping': [frame(6, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8), answer(1)],
  'a ping on a stream': [frame(6, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8)],
  'a ping that is too short': [frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7)],
  'a ping that is too long': [frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)],

  // WINDOW_UPDATE
  'a larger window': [frame(8, 0, 0, ...number32(5)), frame(8, 0, 1, ...number32(5)), answer(1)],
  'a window that grows by nothing': [frame(8, 0, 0, ...number32(0))],
  'a window of a stream that grows by nothing': [frame(8, 0, 1, ...number32(0))],
  'the reserved bit of a window': [frame(8, 0, 0, ...number32(0x80000005)), answer(1)],
  'a window that overflows': [frame(8, 0, 0, ...number32(0x7fffffff))],
  'a window of a stream that overflows': [frame(8, 0, 1, ...number32(0x7fffffff)), answer(3)],
  'a window of an ended stream': [answer(1), frame(8, 0, 1, ...number32(5)), answer(3)],
  'a window of a stream that was never begun': [frame(8, 0, 265, ...number32(5))],
  'a window of an even stream': [frame(8, 0, 2, ...number32(5))],
  'a window update that is too short': [frame(8, 0, 0, 0, 0, 5)],
  'a window update that is too long': [frame(8, 0, 0, 0, 0, 0, 5, 0)],

  // GOAWAY
  'a farewell on a stream': [frame(7, 0, 1, ...number32(1), ...number32(0))],
  'a farewell that is too short': [frame(7, 0, 0, ...number32(1))],
  'a farewell that takes a stream back': [
    frame(7, 0, 0, ...number32(1), ...number32(0)),
    frame(7, 0, 0, ...number32(3), ...number32(0)),
  ],
  'a farewell with an even stream': [frame(7, 0, 0, ...number32(2), ...number32(0))],

  // Floods
  'many pings': [...repeated(500, frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)), answer(1)],
  'many settings': [...repeated(500, settings([4, 65535])), answer(1)],
}

const firstFails: Outcome = { refused: false, reset: [1], requests: ['failed', 'open'] }

/** Where they differ: what ours makes of it, and why. */
const differences: Readonly<Record<string, Outcome>> = {
  // RFC 9113 (8.1.1, 6.9.1) has an error of the stream here; node:http2 gives the connection up.
  'data before a head': firstFails,
  'more data than stated': firstFails,
  'a window of a stream that overflows': { refused: false, reset: [1], requests: ['failed', 'answered'] },
  // RFC 9113 (6.3, 8.4) has an error of the connection; node:http2 overlooks the one and resets the other.
  'a priority on no stream': { refused: true, reset: [], requests: [] },
  'a push': { refused: true, reset: [], requests: [] },
  // A response that is not complete is none, whatever the code.
  'a reset without an error': { refused: false, reset: [], requests: ['failed', 'open'] },
  // Harmless, and nothing in RFC 9113 speaks against it.
  'an answer to no ping': { refused: false, reset: [], requests: ['answered', 'open'] },
}

describe('the clients of ours and of node:http2 make the same of', () => {
  test.each(Object.entries(cases))('%s', async (name, frames) => {
    const bytes = [settings(), ...frames]
    const [mine, theirs] = [await feed(ours, bytes), await feed(nodes, bytes)]
    const different = differences[name]
    expect(mine).toEqual(different ?? theirs)
    if (different) expect(theirs).not.toEqual(different)
  })

  test.each([
    ['nothing but its frames', [answer(1)]],
    ['acknowledged settings first', [frame(4, 1, 0), settings(), answer(1)]],
    ['a ping first', [frame(6, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8), settings()]],
    ['text', [Uint8Array.from(text('HTTP/1.1 400 Bad Request\r\n\r\n'))]],
  ])('a server that begins with %s', async (_, bytes) => {
    const mine = await feed(ours, bytes)
    expect(mine).toEqual(await feed(nodes, bytes))
    expect(mine.refused).toBe(true)
  })
})
