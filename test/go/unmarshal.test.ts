import { describe, expect, test } from 'vitest'
import { goStruct, unmarshalJson } from '../../src/go/index.ts'

const text = { kind: 'string', name: 'string' } as const
const texts = { kind: 'list', name: '[]string', of: text } as const
const part = goStruct('v1.Part', [
  ['Name', text],
  ['Size', { kind: 'integer', name: 'int' }],
])
const type = goStruct('v1.Whole', [
  ['os', text, 'Embedded.os'],
  ['Kind', text],
  ['On', { kind: 'boolean', name: 'bool' }],
  ['List', texts],
  ['Set', { kind: 'map', name: 'map[string]struct {}', of: goStruct('struct {}', []) }],
  ['Labels', { kind: 'map', name: 'map[string]string', of: text }],
  ['Parts', { kind: 'list', name: '[]v1.Part', of: part }],
  ['Part', goStruct('v1.Part', [['Name', text]], true)],
  ['At', { kind: 'time', name: 'time.Time' }],
])

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]))
  return Array.isArray(value) ? value.map(plain) : value
}
const read = (json: string) => plain(unmarshalJson(json, type, 'image'))

describe('unmarshalJson', () => {
  test.each<[string, object]>([
    ['{"OS":"a","unknown":{"os":[1]}}', { os: 'a' }],
    ['{"o\u017f":"a","\u212aind":"b"}', { os: 'a', Kind: 'b' }],
    ['{"os":"a","Os":"b","os":null}', { os: 'b' }],
    ['{"On":true,"on":false}', { On: false }],
    ['{"List":["a","b"],"List":["c"]}', { List: ['c'] }],
    ['{"List":["a","b"],"List":[null]}', { List: ['a'] }],
    ['{"List":["a","b"],"List":["c"],"List":[null,null,null]}', { List: ['c', 'b', ''] }],
    ['{"List":["a"],"List":[],"List":[null]}', { List: [''] }],
    [
      '{"Labels":{"a":"1"},"labels":{"b":null,"__proto__":"x"}}',
      { Labels: { a: '1', b: '', ['__proto__']: 'x' } },
    ],
    ['{"Set":{"a":{"x":1}},"Set":{"b":null}}', { Set: { a: {}, b: {} } }],
    ['{"Parts":[{"Name":"a","Size":1}],"Parts":[{"Size":2},{}]}', { Parts: [{ Name: 'a', Size: 2n }, {}] }],
    ['{"Part":{"Name":"a"},"Part":{}}', { Part: { Name: 'a' } }],
    ['{"Part":{"Name":"a"},"Part":null}', { Part: undefined }],
    ['{"Parts":[{"Size":9223372036854775807}]}', { Parts: [{ Size: 9223372036854775807n }] }],
    ['{"os":"\\ud800\\u0041\\ud83d\\ude00"}', { os: '\ufffdA😀' }],
    ['{"At":"2024-05-01T00:00:00.50Z"}', { At: '2024-05-01T00:00:00.5Z' }],
    ['null', {}],
  ])('%s', (json, expected) => {
    expect(read(json)).toEqual(expected)
  })

  test.each([
    ['[]', 'json: cannot unmarshal array into Go value of type v1.Whole'],
    ['{"os":1}', 'json: cannot unmarshal number into Go struct field Whole.Embedded.os of type string'],
    ['{"List":{}}', 'json: cannot unmarshal object into Go struct field Whole.List of type []string'],
    ['{"List":[true]}', 'json: cannot unmarshal bool into Go struct field Whole.List of type string'],
    ['{"Set":{"a":"x"}}', 'json: cannot unmarshal string into Go struct field Whole.Set of type struct {}'],
    ['{"Parts":[1]}', 'json: cannot unmarshal number into Go struct field Whole.Parts of type v1.Part'],
    [
      '{"Parts":[{"Size":1.0}]}',
      'json: cannot unmarshal number 1.0 into Go struct field Part.Parts.Size of type int',
    ],
    [
      '{"Parts":[{"Size":"1"}]}',
      'json: cannot unmarshal string into Go struct field Part.Parts.Size of type int',
    ],
    ['{"On":1,"os":2}', 'json: cannot unmarshal number into Go struct field Whole.On of type bool'],
    ['{"On":1,"At":"x"}', 'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"'],
    ['{"On":1,"At":5}', 'Time.UnmarshalJSON: input is not a JSON string'],
    ['{"At":"2024\\u002d"}', 'parsing time "2024\\\\u002d" as'],
    ['{"On":1', 'unexpected end of JSON input'],
    ['{"On":tru', "invalid character ' ' in literal true (expecting 'e')"],
  ])('refuses %s', (json, message) => {
    expect(() => read(json)).toThrow(message)
  })

  test('takes ten thousand levels and no more, on a stack of its own', () => {
    const nested = (depth: number) => `{"x":${'['.repeat(depth)}${']'.repeat(depth)},"os":"a"}`
    expect(read(nested(9999))).toEqual({ os: 'a' })
    expect(() => read(nested(10000))).toThrow("invalid character '[' exceeded max depth")
    expect(() => read('{"a":'.repeat(300000))).toThrow("invalid character '{' exceeded max depth")
  })
})
