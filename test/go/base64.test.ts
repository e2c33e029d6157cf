import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../src/go/index.ts'

test.each([0, 1, 2, 3, 12_287, 12_288, 12_289, 100_000])('%i bytes there and back', (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, index) => index * 7)
  const text = encodeBase64(bytes)
  expect(text).toBe(Buffer.from(bytes).toString('base64'))
  expect(decodeBase64(text)).toEqual(bytes)
})

test('line breaks are passed over', () => {
  expect(decodeBase64('aGVs\r\nbG8=\n')).toEqual(new TextEncoder().encode('hello'))
})

test.each([
  ['aGVsbG8', 7],
  ['aGVs*G8=', 4],
  ['aGVsbG8==', 7],
  ['aGVsb', 5],
])('%s is wrong at %i', (text, offset) => {
  expect(decodeBase64(text)).toEqual({ offset })
})
