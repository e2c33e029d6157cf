import { describe, expect, test } from 'vitest'
import {
  base,
  clean,
  compareBytes,
  csvFields,
  dir,
  formatList,
  formatQuotedList,
  isSpace,
  join,
  quote,
  trimSpace,
  utf8Length,
} from '../../src/go/index.ts'

test('quote escapes what cannot be printed', () => {
  expect(quote('plain text')).toBe('"plain text"')
  expect(quote('a"b\\c')).toBe('"a\\"b\\\\c"')
  expect(quote('\n\t\x07\x01\x7f')).toBe('"\\n\\t\\a\\x01\\x7f"')
  expect(quote('grüße 世界 🎉')).toBe('"grüße 世界 🎉"')
  expect(quote('\u00a0\u200b')).toBe('"\\u00a0\\u200b"')
  expect(quote('\u{e0001}')).toBe('"\\U000e0001"')
})

test('lists are written in brackets', () => {
  expect(formatList([])).toBe('[]')
  expect(formatList(['80/tcp', '53/udp'])).toBe('[80/tcp 53/udp]')
  expect(formatQuotedList(['a', 'b c'])).toBe('["a" "b c"]')
})

test('white space is that of Unicode, without the byte order mark', () => {
  expect(trimSpace('\u0085 \u3000x y\u2028\n')).toBe('x y')
  expect(trimSpace('\ufeffx')).toBe('\ufeffx')
  expect(trimSpace(' \t ')).toBe('')
  expect(isSpace(0x200b)).toBe(false)
})

test('texts are ordered and measured by their bytes', () => {
  expect(['\uffff', '\u{10000}', 'b', 'a', 'ab'].sort(compareBytes)).toEqual([
    'a',
    'ab',
    'b',
    '\uffff',
    '\u{10000}',
  ])
  expect(utf8Length('aé世🎉')).toBe(1 + 2 + 3 + 4)
  expect(utf8Length('\ud800x')).toBe(4)
})

describe('csvFields', () => {
  test('splits at commas outside quotes', () => {
    expect(csvFields('type=cache,"target=/a,b",x')).toEqual(['type=cache', 'target=/a,b', 'x'])
    expect(csvFields('"say ""hi""",')).toEqual(['say "hi"', ''])
    expect(csvFields('""')).toEqual([''])
    expect(csvFields('a,b\r\n')).toEqual(['a', 'b'])
  })
  test('names the byte that is wrong', () => {
    expect(() => csvFields('é,a"b')).toThrow('parse error on line 1, column 5: bare " in non-quoted-field')
    expect(() => csvFields('"ab"c')).toThrow(
      'parse error on line 1, column 4: extraneous or missing " in quoted-field',
    )
    expect(() => csvFields('"ab')).toThrow(
      'parse error on line 1, column 2: extraneous or missing " in quoted-field',
    )
    expect(() => csvFields('')).toThrow(/^EOF$/)
  })
})

describe('paths', () => {
  test.each([
    ['', '.'],
    ['/', '/'],
    ['//a//b/', '/a/b'],
    ['/../a', '/a'],
    ['../a/../../b', '../../b'],
    ['a/..', '.'],
    ['a/./b/../c', 'a/c'],
  ])('clean(%j)', (path, cleaned) => {
    expect(clean(path)).toBe(cleaned)
  })
  test('join drops empty elements', () => {
    expect(join('/', 'a', '', '../b/')).toBe('/b')
    expect(join('', '')).toBe('')
    expect(join('a', '/b')).toBe('a/b')
    expect(join('/', '/')).toBe('/')
    expect(join('a/', '/b/')).toBe('a/b')
    expect(join('a', '..', '..')).toBe('..')
    expect(join('/a', './b', '...')).toBe('/a/b/...')
  })
  test.each([
    ['', '.', '.'],
    ['/', '/', '/'],
    ['///', '/', '/'],
    ['a', 'a', '.'],
    ['/a/b//', 'b', '/a/b'],
    ['a/b', 'b', 'a'],
  ])('base and dir of %j', (path, last, parent) => {
    expect(base(path)).toBe(last)
    expect(dir(path)).toBe(parent)
  })
})
