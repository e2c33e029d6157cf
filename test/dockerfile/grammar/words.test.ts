import { describe, expect, it } from 'vitest'
import { jsonStrings, splitAtWhiteSpace, splitQuotedWords } from '../../../src/dockerfile/index.ts'

describe('splitQuotedWords', () => {
  it('keeps quotes and escapes', () => {
    const words = (text: string) => splitQuotedWords(text, '\\')
    expect(words(' a="b c" \'d e\'f\tg\\ h ""')).toEqual(['a="b c"', "'d e'f", 'g\\ h', '""'])
    expect(words('"a\\" b" \'c\\\' d')).toEqual(['"a\\" b"', "'c\\'", 'd'])
    expect(words('"a b')).toEqual(['"a b'])
    expect(words('a \u00a0b')).toEqual(['a', 'b'])
  })

  it('drops an escape at the end', () => {
    expect(splitQuotedWords('a b\\', '\\')).toEqual(['a', 'b'])
    expect(splitQuotedWords('a `', '`')).toEqual(['a'])
    expect(splitQuotedWords('"a\\', '\\')).toEqual(['"a'])
  })
})

describe('splitAtWhiteSpace', () => {
  it('heeds no quotes', () => {
    expect(splitAtWhiteSpace('"a b"\t\v c')).toEqual(['"a', 'b"', 'c'])
    expect(splitAtWhiteSpace('')).toEqual([])
    expect(splitAtWhiteSpace('a \t b c', 2)).toEqual(['a', 'b c'])
    expect(splitAtWhiteSpace('a', 2)).toEqual(['a'])
  })
})

describe('jsonStrings', () => {
  it('takes arrays of strings', () => {
    expect(jsonStrings(' [ "a", "\\u0041\\ud800" ] ')).toEqual(['a', 'A\uFFFD'])
    expect(jsonStrings('[]')).toEqual([])
  })

  it('takes nothing else for JSON', () => {
    for (const text of ['', 'a', "['a']", '["a",]', '["a"] b', '{"a": 1}', '[1e999]', '["\t"]']) {
      expect(jsonStrings(text)).toBeUndefined()
    }
  })

  it('refuses arrays of other things', () => {
    for (const text of ['[1]', '["a", null]', '[["a"]]']) {
      expect(() => jsonStrings(text)).toThrow('arrays must be comprised of strings only')
    }
  })
})
