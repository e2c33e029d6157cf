import { expect, test } from 'vitest'
import { tableText } from '../../src/frontend/table-text.ts'

test('pads all but the last column', () => {
  expect(
    tableText(
      [
        ['A', 'B', 'C'],
        ['long', '', 'x'],
      ],
      2,
    ),
  ).toBe('A     B  C\nlong     x\n')
})

test('counts characters, not units', () => {
  expect(
    tableText(
      [
        ['😀', 'x'],
        ['ab', 'y'],
      ],
      1,
    ),
  ).toBe('😀  x\nab y\n')
})

test('takes tabs and line breaks in cells for borders', () => {
  expect(tableText([['a\nb', 'x']], 1)).toBe('a\nb x\n')
})
