import { expect, test } from 'vitest'
import { parseJson } from '../../src/go/index.ts'

test('reads what JSON is', () => {
  expect(parseJson(' {"a":[1,-2.5e3,true,null,"\\u00e9"]} ')).toEqual({ a: [1, -2500, true, null, 'é'] })
})

test.each([
  ['', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['[1,', 'unexpected end of JSON input'],
  ['"a', 'unexpected end of JSON input'],
  ['{not', "invalid character 'n' looking for beginning of object key string"],
  ['x', "invalid character 'x' looking for beginning of value"],
  ['[1 2]', "invalid character '2' after array element"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['{} x', "invalid character 'x' after top-level value"],
  ['tru3', "invalid character '3' in literal true (expecting 'e')"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
  ['"\n"', "invalid character '\\n' in string literal"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1e+x', "invalid character 'x' in exponent of numeric literal"],
  ['01', "invalid character '1' after top-level value"],
  ["'", "invalid character '\\'' looking for beginning of value"],
])('refuses %j', (text, message) => {
  expect(() => parseJson(text)).toThrow(message)
})
