import { describe, expect, it } from 'vitest'
import { createSourceFile, decodeText, encodeText, textStart } from '../../src/source/index.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('decodeText', () => {
  it('decodes UTF-8, byte order marks included', () => {
    expect(decodeText(new TextEncoder().encode('\uFEFFa\u00e9\u20ac\u{1F600}'))).toBe(
      '\uFEFFa\u00e9\u20ac\u{1F600}',
    )
  })

  it('keeps each byte that is none as a lone surrogate', () => {
    expect(decodeText(bytes(0x63, 0xe9, 0x22))).toBe('c\udce9"')
    expect(decodeText(bytes(0xe2, 0x82, 0x61, 0xff))).toBe('\udce2\udc82a\udcff')
    expect(decodeText(bytes(0xed, 0xa0, 0x80))).toBe('\udced\udca0\udc80')
    expect(decodeText(bytes(0xc0, 0x80, 0xf4, 0x90, 0x80, 0x80))).toBe('\udcc0\udc80\udcf4\udc90\udc80\udc80')
    expect(decodeText(bytes(0xf0, 0x9f, 0x98, 0x80, 0xf0, 0x9f))).toBe('\u{1F600}\udcf0\udc9f')
  })

  it('is undone by encodeText', () => {
    const noise = Uint8Array.from({ length: 40_000 }, (_, at) => (at * at * 31 + at * 7) >> 3)
    expect(encodeText(decodeText(noise))).toEqual(noise)
    expect(encodeText('\u{1F600}\udcff\ud800')).toEqual(bytes(0xf0, 0x9f, 0x98, 0x80, 0xff, 0xef, 0xbf, 0xbd))
  })
})

describe('createSourceFile', () => {
  it('has bytes and text', () => {
    const file = createSourceFile('a', bytes(0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xe9))
    expect(file.text).toBe('\uFEFFa\n\udce9')
    expect(Array.from(file.lineStarts)).toEqual([0, 3])
    expect(textStart(file)).toBe(1)
    expect(createSourceFile('a', 'b\udce9').bytes).toEqual(bytes(0x62, 0xe9))
  })
})
