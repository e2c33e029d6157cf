import { expect, test } from 'vitest'
import { jsonString, marshalJson, PlainJson, sortByBytes } from '../../src/go/index.ts'

test('texts are escaped for HTML and for JavaScript', () => {
  expect(jsonString('<a & b>')).toBe('"\\u003ca \\u0026 b\\u003e"')
  expect(jsonString('<a>', false)).toBe('"<a>"')
  expect(jsonString('"\\\b\f\n\r\t\u0001\u2028')).toBe('"\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u2028"')
  expect(jsonString('\ud800!')).toBe('"\\ufffd!"')
  expect(jsonString('🎉\x7f')).toBe('"🎉\x7f"')
})

test('objects keep their order, maps are sorted by bytes, undefined is left out', () => {
  expect(marshalJson({ b: 1, a: undefined, c: [true, null, 2n ** 63n] })).toBe(
    '{"b":1,"c":[true,null,9223372036854775808]}',
  )
  const map = new Map([
    ['\u{10000}', 1],
    ['\uffff', 2],
    ['a', 3],
  ])
  expect(marshalJson(map)).toBe('{"a":3,"\uffff":2,"\u{10000}":1}')
})

test('indents, except what is empty', () => {
  expect(marshalJson({ a: [1, 2], b: {}, c: [] }, { indent: '  ' })).toBe(
    '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {},\n  "c": []\n}',
  )
})

test('plain values are written as all others', () => {
  const value = [
    '<a & b>',
    '"\\\b\f\n\r\t\u0001\u2028\u2029',
    '\\ud800 \\\ud800 \udc00\ud83c\udf89',
    '🎉\x7f',
    -0,
    1.5,
    true,
    null,
  ]
  const written = marshalJson(value)
  expect(marshalJson(new PlainJson(value))).toBe(written)
  expect(marshalJson({ '<': new PlainJson({ '&': [value, undefined].slice(0, 1), a: undefined }) })).toBe(
    `{"\\u003c":{"\\u0026":[${written}]}}`,
  )
  expect(marshalJson(new PlainJson('<'), { escapeHtml: false })).toBe('"<"')
})

test('texts are sorted by their bytes', () => {
  expect(sortByBytes(['b', 'B', 'a/b', 'a', 'é', ''])).toEqual(['', 'B', 'a', 'a/b', 'b', 'é'])
  expect(sortByBytes(['\u{10000}', '\uffff', 'a'])).toEqual(['a', '\uffff', '\u{10000}'])
})
