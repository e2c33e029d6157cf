import { describe, expect, test } from 'vitest'
import { MessageReader } from '../../src/gateway/message-reader.ts'

const wrapped = (size: number, ...bytes: readonly number[]) => {
  const message = Buffer.alloc(5 + bytes.length)
  message.writeUInt32BE(size, 1)
  message.set(bytes, 5)
  return message
}

describe('MessageReader', () => {
  test.each([1, 2, 3, 5, 6, 8])('puts a message together from pieces of %i bytes', (size) => {
    const reader = new MessageReader(10)
    const bytes = wrapped(3, 1, 2, 3)
    for (let at = 0; at < bytes.length; at += size)
      expect(reader.push(bytes.subarray(at, at + size))).toBeUndefined()
    expect([...(reader.end() as Uint8Array)]).toEqual([1, 2, 3])
  })

  test('puts a large message together', () => {
    const reader = new MessageReader(1 << 24)
    const body = Uint8Array.from({ length: 1_000_000 }, (_, index) => index * 7)
    reader.push(wrapped(body.length))
    for (let at = 0; at < body.length; at += 16_384) reader.push(body.subarray(at, at + 16_384))
    expect(Buffer.from(reader.end() as Uint8Array).equals(body)).toBe(true)
  })

  test('an empty message is one', () => {
    const reader = new MessageReader(10)
    reader.push(wrapped(0))
    expect(reader.end()).toEqual(new Uint8Array())
  })

  test.each([
    ['too large', [wrapped(11)], [8, 'grpc: received message larger than max (11 vs. 10)']],
    ['compressed', [Buffer.of(1, 0, 0, 0, 1)], [13, 'the response is compressed, which was not asked for']],
    ['more than stated', [wrapped(1, 1), Buffer.of(1)], [13, 'the response is not one whole message']],
  ])('one that is %s is refused as soon as that shows', (_, parts, problem) => {
    const reader = new MessageReader(10)
    expect(parts.map((part) => reader.push(part)).at(-1)).toEqual(problem)
  })

  test.each([
    ['without a message', Buffer.of(), 'the response has no message'],
    ['cut off in its header', Buffer.of(0, 0, 0), 'the response has no message'],
    ['cut off', wrapped(3, 1, 2), 'the response is not one whole message'],
  ])('one that ends %s is refused', (_, bytes, message) => {
    const reader = new MessageReader(10)
    reader.push(bytes)
    expect(reader.end()).toEqual([13, message])
  })
})
