import { describe, expect, test } from 'vitest'
import { createSourceFile, formatExcerpt, lineRange } from '../../src/source/index.ts'

const nine = createSourceFile('Dockerfile', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].join('\n'))
const numbers = (text: string) => [...text.matchAll(/^ +(\d+) \|/gm)].map((match) => Number(match[1]))

describe('formatExcerpt', () => {
  test('names the line, numbers the lines, marks the ones in question', () => {
    expect(formatExcerpt(nine, [lineRange(5)])).toBe(
      [
        'Dockerfile:5',
        '--------------------',
        '   3 |     c',
        '   4 |     d',
        '   5 | >>> e',
        '   6 |     f',
        '   7 |     g',
        '--------------------',
        '',
      ].join('\n'),
    )
  })

  test.each([
    [[1], [1, 2, 3]],
    [[2], [1, 2, 3, 4]],
    [[9], [7, 8, 9]],
    [[8], [6, 7, 8, 9]],
    [
      [4, 5],
      [3, 4, 5, 6],
    ],
    [
      [1, 2],
      [1, 2, 3],
    ],
    [
      [2, 7],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ],
  ])('around %j shows %j', (marked, shown) => {
    expect(numbers(formatExcerpt(nine, marked.map(lineRange)))).toEqual(shown)
  })

  test('has nothing to show without a range, or for a line that is not there', () => {
    expect(formatExcerpt(nine, [])).toBe('')
    expect(formatExcerpt(nine, [lineRange(10)])).toBe('')
    expect(formatExcerpt(nine, [lineRange(0)])).toBe('')
  })

  test('shows a byte order mark and carriage returns as they are', () => {
    const file = createSourceFile('D', new TextEncoder().encode('\uFEFFFROM x\r\nRUN y\r\n'))
    expect(formatExcerpt(file, [lineRange(1)])).toContain(
      '>>> \uFEFFFROM x\r\n   2 |     RUN y\r\n   3 |     \n',
    )
  })

  test('takes thousands of lines at once', () => {
    const file = createSourceFile('D', 'x\n'.repeat(50_000))
    const ranges = Array.from({ length: 50_000 }, (_, i) => lineRange(i + 1))
    expect(formatExcerpt(file, ranges).split('\n')).toHaveLength(50_000 + 5)
  })
})
