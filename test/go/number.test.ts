import { describe, expect, test } from 'vitest'
import {
  formatDuration,
  parseBool,
  parseByteSize,
  parseDuration,
  parseInteger,
  parseUnsigned,
  readInteger,
  readUnsigned,
} from '../../src/go/index.ts'

test('booleans are a few words', () => {
  expect(['1', 't', 'TRUE', 'True'].map(parseBool)).toEqual([true, true, true, true])
  expect(['0', 'f', 'FALSE', 'False'].map(parseBool)).toEqual([false, false, false, false])
  expect(() => parseBool('yes')).toThrow('strconv.ParseBool: parsing "yes": invalid syntax')
  expect(() => parseBool('tRUE')).toThrow('invalid syntax')
})

describe('integers', () => {
  test('have a range', () => {
    expect(readUnsigned('7777', 8, 32)).toBe(0o7777n)
    expect(readUnsigned('4294967296', 10, 32)).toBe('value out of range')
    expect(readInteger('-9223372036854775808')).toBe(-(1n << 63n))
    expect(readInteger('9223372036854775808')).toBe('value out of range')
    expect(readInteger('-32769', 10, 16)).toBe('value out of range')
    expect(readInteger('+5')).toBe(5n)
  })
  test('are digits only', () => {
    for (const text of ['', '-', '1_0', '0x10', ' 1', '1.0']) expect(readInteger(text)).toBe('invalid syntax')
    expect(readUnsigned('8', 8)).toBe('invalid syntax')
    expect(readUnsigned('+1')).toBe('invalid syntax')
  })
  test('overflow before what follows is looked at', () => {
    expect(readInteger('99999999999999999999x')).toBe('value out of range')
    expect(readUnsigned('9'.repeat(1_000_000))).toBe('value out of range')
  })
  test('say which function refused them', () => {
    expect(() => parseInteger('1e3')).toThrow('strconv.ParseInt: parsing "1e3": invalid syntax')
    expect(() => parseUnsigned('300', 10, 8)).toThrow('strconv.ParseUint: parsing "300": value out of range')
  })
})

describe('parseByteSize', () => {
  test.each([
    ['64', 64],
    ['1k', 1024],
    ['1.5 KiB', 1536],
    ['2MB', 2 * 1024 ** 2],
    ['3g', 3 * 1024 ** 3],
    ['1tb', 1024 ** 4],
    ['10b', 10],
    ['0.3', 0],
    ['1e3', 1000],
  ])('%s', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes)
  })
  test.each([
    ['', "invalid size: ''"],
    ['big', "invalid size: 'big'"],
    ['-1m', "invalid size: '-1m'"],
    ['1x', "invalid suffix: 'x'"],
    ['1Bytes', "invalid suffix: 'Bytes'"],
    ['1KB2', 'strconv.ParseFloat: parsing "1KB2": invalid syntax'],
    ['1MX', "invalid suffix: 'mx'"],
    ['1e999', 'strconv.ParseFloat: parsing "1e999": value out of range'],
  ])('%j is refused', (text, message) => {
    expect(() => parseByteSize(text)).toThrow(message)
  })
})

describe('durations', () => {
  test.each([
    ['0', 0, '0s'],
    ['90s', 90e9, '1m30s'],
    ['1h', 3600e9, '1h0m0s'],
    ['1.5ms', 1.5e6, '1.5ms'],
    ['2us', 2e3, '2\u00b5s'],
    ['2\u03bcs', 2e3, '2\u00b5s'],
    ['7ns', 7, '7ns'],
    ['-1h2m3.25s', -3723.25e9, '-1h2m3.25s'],
    ['.5s', 5e8, '500ms'],
    ['1.s', 1e9, '1s'],
  ])('%s', (text, nanoseconds, formatted) => {
    expect(parseDuration(text)).toBe(nanoseconds)
    expect(formatDuration(nanoseconds)).toBe(formatted)
  })
  test.each([
    ['', 'time: invalid duration ""'],
    ['5', 'time: missing unit in duration "5"'],
    ['5 s', 'time: unknown unit " s" in duration "5 s"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['.s', 'time: invalid duration ".s"'],
    ['soon', 'time: invalid duration "soon"'],
    ['1é', 'time: unknown unit "\\xc3\\xa9" in duration "1\\xc3\\xa9"'],
    ['9999999h', 'time: invalid duration "9999999h"'],
  ])('%j is refused', (text, message) => {
    expect(() => parseDuration(text)).toThrow(message)
  })
})
