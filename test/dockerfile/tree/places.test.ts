import { expect, it } from 'vitest'
import { offsetAt, parse, positionAt } from '../../../src/dockerfile/index.ts'

it('positions count lines and UTF-16 columns from 1, and are offsets again', () => {
  const { file } = parse('FROM a\r\nRUN \u{1F600} x\n\nUSER b')
  expect(positionAt(file, 0)).toEqual({ line: 1, column: 1 })
  expect(positionAt(file, 15)).toEqual({ line: 2, column: 8 })
  for (let offset = 0; offset <= file.text.length; offset++) {
    expect(offsetAt(file, positionAt(file, offset))).toBe(offset)
  }
})

it('a byte order mark is no column', () => {
  const { file, instructions } = parse('\uFEFFFROM a')
  expect(positionAt(file, instructions[0]?.start ?? -1)).toEqual({ line: 1, column: 1 })
  expect(offsetAt(file, { line: 1, column: 1 })).toBe(1)
})

it('places outside of the file are at its edge', () => {
  const { file } = parse('FROM a\nRUN b')
  expect(offsetAt(file, { line: 0, column: 0 })).toBe(0)
  expect(offsetAt(file, { line: 1, column: 99 })).toBe(6)
  expect(offsetAt(file, { line: 99, column: 99 })).toBe(12)
  expect(positionAt(file, 99)).toEqual({ line: 2, column: 93 })
})
