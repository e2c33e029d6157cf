import { expect, test } from 'vitest'
import { parseFrontendCommand } from '../../bench/gateway/frontend-command.ts'
import { growthExponent, summarize } from '../../bench/report/statistics.ts'

test('a summary has the quartiles of what was measured', () => {
  expect(summarize([5, 1, 4, 2, 3])).toEqual({ count: 5, min: 1, lower: 2, median: 3, upper: 4, max: 5 })
  expect(summarize([1, 2]).median).toBe(1.5)
  expect(() => summarize([])).toThrow(RangeError)
})

test.each([1, 1.5, 2])('growth with an exponent of %f is recognised', (exponent) => {
  const points = [10, 100, 1000].map((size) => ({ size, cost: 3 * size ** exponent }))
  expect(growthExponent(points)).toBeCloseTo(exponent)
})

test('points without cost are passed over, and one point has no growth', () => {
  expect(
    growthExponent([
      { size: 1, cost: 0 },
      { size: 10, cost: 1 },
      { size: 100, cost: 10 },
    ]),
  ).toBeCloseTo(1)
  expect(growthExponent([{ size: 10, cost: 1 }])).toBeUndefined()
})

test('a command line is split at blanks outside of quotes', () => {
  expect(parseFrontendCommand(`node --flag "a b" 'c d'/e`)).toMatchObject({
    command: 'node',
    args: ['--flag', 'a b', 'c d/e'],
  })
  expect(() => parseFrontendCommand(' ')).toThrow(RangeError)
})
