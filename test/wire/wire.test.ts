import { describe, expect, test } from 'vitest'
import { createWireWriter } from '../../src/wire/create-writer.ts'
import { WireReader } from '../../src/wire/reader.ts'
import type { WireWriter } from '../../src/wire/writer.ts'

const written = (write: (writer: WireWriter) => void): number[] => {
  const writer = createWireWriter()
  write(writer)
  return [...writer.finish()]
}

describe('WireWriter', () => {
  test('leaves default values out, unless they are always wanted', () => {
    expect(
      written((writer) => {
        writer.string(1, '')
        writer.bytes(2, new Uint8Array())
        writer.bool(3, false)
        writer.uint32(4, 0)
        writer.int64(5, 0n)
        writer.packed(6, [])
      }),
    ).toEqual([])
    expect(written((writer) => writer.uint32Always(2, 0))).toEqual([0x10, 0])
    expect(written((writer) => writer.stringAlways(1, ''))).toEqual([0x0a, 0])
  })

  test('writes negative numbers with ten bytes, whatever their size', () => {
    const minusOne = [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]
    expect(written((writer) => writer.int64(1, -1))).toEqual(minusOne)
    expect(written((writer) => writer.int32(1, -1))).toEqual(minusOne)
    expect(written((writer) => writer.int32(1, 0xffffffff))).toEqual(minusOne)
    expect(written((writer) => writer.int64(1, -1n))).toEqual(minusOne)
  })

  test.each([
    [1, 1n],
    [300, 300n],
    [0xffffffff, 0xffffffffn],
    [2 ** 40, 2n ** 40n],
    [2 ** 53, 2n ** 53n],
    [1700000000123456789n, 1700000000123456789n],
    [2 ** 63, 2n ** 63n - 1n],
    [-(2 ** 70), -(2n ** 63n)],
  ])('writes %s as the nearest number of 64 bits', (value, expected) => {
    const reader = new WireReader(Uint8Array.from(written((writer) => writer.int64(3, value))))
    expect(reader.next()).toBe(true)
    expect(reader.field).toBe(3)
    expect(reader.int64()).toBe(expected)
    expect(reader.next()).toBe(false)
  })

  test.each([
    'a'.repeat(64),
    'a'.repeat(127),
    'a'.repeat(128),
    'é',
    'é'.repeat(63),
    'é'.repeat(64),
    `${'a'.repeat(127)}é`,
    'é'.repeat(8192),
    'é'.repeat(70_000),
    '語'.repeat(50),
    '😀'.repeat(6000),
    'x\0y',
  ])('writes texts of any length and alphabet (%#)', (text) => {
    const reader = new WireReader(Uint8Array.from(written((writer) => writer.string(7, text))))
    reader.next()
    expect(reader.string()).toBe(text)
    expect(reader.next()).toBe(false)
  })

  test.each([0, 1, 127, 128, 16_383, 16_384, 3_000_000])('nests messages of %i bytes', (size) => {
    const writer = createWireWriter()
    const outer = writer.open(1)
    const inner = writer.open(2)
    writer.raw(new Uint8Array(size).fill(8))
    writer.close(inner)
    writer.close(outer)
    writer.bool(3, true)
    const reader = new WireReader(writer.finish())
    reader.next()
    const message = reader.message()
    message.next()
    expect(message.bytes().length).toBe(size)
    reader.next()
    expect([reader.field, reader.bool()]).toEqual([3, true])
  })

  test('refuses bytes that are no UTF-8 in texts, or lets them pass', () => {
    const refused = () => written((writer) => writer.string(1, 'caf\udce9'))
    expect(refused).toThrow('string field contains invalid UTF-8')
    const writer = createWireWriter({ rawBytes: 'pass' })
    writer.string(1, 'caf\udce9')
    expect([...writer.finish()]).toEqual([0x0a, 4, 0x63, 0x61, 0x66, 0xe9])
    expect(written((strict) => strict.string(1, '\ud800'))).toEqual([0x0a, 3, 0xef, 0xbf, 0xbd])
  })

  test('writes the same whatever size it was told to expect', () => {
    for (const size of [0, 10, 5000, 1_000_000]) {
      const writer = createWireWriter({ size })
      for (let index = 0; index < 2000; index++) writer.string(1, `text ${index}`)
      writer.int64(2, -1)
      const reader = new WireReader(writer.finish())
      for (let index = 0; index < 2000; index++) {
        reader.next()
        expect(reader.string()).toBe(`text ${index}`)
      }
      reader.next()
      expect([reader.int64(), reader.next()]).toEqual([-1n, false])
    }
  })

  test('maps are in the order of the bytes of their keys', () => {
    const sorted = written((writer) => writer.stringMap(1, { a: '1', b: '2' }))
    expect(written((writer) => writer.stringMap(1, { b: '2', a: '1' }))).toEqual(sorted)
  })

  test('is empty after it has been read', () => {
    const writer = createWireWriter()
    writer.string(1, 'x'.repeat(2_000_000))
    expect(writer.finish().length).toBe(2_000_004)
    expect(writer.finish().length).toBe(0)
  })
})

describe('WireReader', () => {
  test('reads repeated numbers, packed or not', () => {
    const numbers: number[] = []
    const reader = new WireReader(Uint8Array.from([0x08, 5, 0x0a, 2, 6, 7]))
    while (reader.next()) reader.repeated((one) => one.number(), numbers)
    expect(numbers).toEqual([5, 6, 7])
  })

  test('skips fields of every type', () => {
    const reader = new WireReader(
      Uint8Array.from([0x08, 0x80, 1, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a, 1, 0, 0x25, 0, 0, 0, 0]),
    )
    const fields: number[] = []
    while (reader.next()) {
      fields.push(reader.field)
      reader.skip()
    }
    expect(fields).toEqual([1, 2, 3, 4])
  })

  test.each([
    ['a cut tag', [0x80]],
    ['a cut text', [0x0a, 5, 1]],
    ['a huge length', [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['a number without end', [0x08, ...new Array(11).fill(0xff)]],
    ['field 0', [0x00, 1]],
    ['an unknown type', [0x0b]],
  ])('refuses %s', (_, bytes) => {
    const reader = new WireReader(Uint8Array.from(bytes))
    expect(() => {
      while (reader.next()) reader.skip()
    }).toThrow('proto: cannot parse invalid wire-format data')
  })
})
