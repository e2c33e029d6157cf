import { describe, expect, test } from 'vitest'
import { normalizeTime } from '../../src/go/time.ts'

describe('normalizeTime', () => {
  test.each([
    ['2024-05-01T00:00:00.120000000Z', '2024-05-01T00:00:00.12Z'],
    ['2024-05-01T1:02:03,5Z', '2024-05-01T01:02:03.5Z'],
    ['2024-05-01T00:00:00.1234567899Z', '2024-05-01T00:00:00.123456789Z'],
    ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00Z'],
    ['2024-05-01T00:00:00+00:60', '2024-05-01T00:00:00+01:00'],
    ['0000-12-31T23:59:59-23:59', '0000-12-31T23:59:59-23:59'],
  ])('writes %s as %s', (written, expected) => {
    expect(normalizeTime(written)).toBe(expected)
  })

  test.each([
    ['2024-05-01T24:00:00Z', 'hour out of range'],
    ['2024-02-30T00:00:00Z', 'day out of range'],
    ['2023-02-29T00:00:00Z', 'day out of range'],
    ['1900-02-29T00:00:00Z', 'day out of range'],
    ['2024-05-00T00:00:00Z', 'day out of range'],
    ['2024-13-01T00:00:00Z', 'month out of range'],
    ['2024-05-01T00:60:00Z', 'minute out of range'],
    ['2024-05-01T00:00:60.5Z', 'second out of range'],
    ['2024-05-01T00:00:00+25:00', 'time zone offset hour out of range'],
    ['2024-05-01T00:00:00+00:61', 'time zone offset minute out of range'],
    ['2024-05-01T00:00:00Z\\n', 'extra text: "\\\\n"'],
  ])('refuses %s: %s', (written, problem) => {
    expect(() => normalizeTime(written)).toThrow(
      new RegExp(`^parsing time ".*": ${problem.replaceAll('\\', '\\\\')}$`),
    )
  })

  test.each([
    ['', '""', '2006'],
    ['2024', '""', '-'],
    ['2024-5-01T00:00:00Z', '"5-01T00:00:00Z"', '01'],
    ['2024-05-01', '""', 'T'],
    ['2024-05-01T00:00:0aZ', '"0aZ"', '05'],
    ['2024-05-01T00:00:00+0200', '"+0200"', 'Z07:00'],
    ['é', '"\\xc3\\xa9"', '2006'],
  ])('says where %j is none', (written, rest, part) => {
    expect(() => normalizeTime(written)).toThrow(
      `as "2006-01-02T15:04:05Z07:00": cannot parse ${rest} as "${part}"`,
    )
  })
})
