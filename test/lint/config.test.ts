import { describe, expect, test } from 'vitest'
import {
  defaultLintConfig,
  type LintConfig,
  mergeLintConfig,
  parseLintConfig,
} from '../../src/lint/config.ts'

describe('parseLintConfig', () => {
  test.each<[string, Partial<LintConfig>]>([
    ['', {}],
    ['  ', {}],
    ['skip=all', { skip: 'all' }],
    ['skip=A, B', { skip: new Set(['A', 'B']) }],
    ['skip=', { skip: new Set(['']) }],
    [' skip = A ; error = T ', { skip: new Set(['A']), error: true }],
    ['experimental=X;skip=Y;error=0', { experimental: new Set(['X']), skip: new Set(['Y']) }],
    ['experimental=all', { experimental: 'all' }],
    ['skip=A;skip=B', { skip: new Set(['B']) }],
    ['skip=all;skip=B', { skip: 'all' }],
  ])('reads %j', (text, expected) => {
    expect(parseLintConfig(text)).toEqual({ ...defaultLintConfig, ...expected })
  })

  test.each([
    ['skip', 'invalid check option "skip"'],
    ['skip=A;', 'invalid check option ""'],
    ['loud=1', 'invalid check option "loud"'],
    [' a b =1', 'invalid check option "a b"'],
    [
      'skip=A; error=perhaps',
      'failed to parse check option " error=perhaps": strconv.ParseBool: parsing "perhaps": invalid syntax',
    ],
    [
      'skip=A;skip=B;error=true;skip=C',
      'failed to parse check option "error=true;skip=C": strconv.ParseBool: parsing "true;skip=C": invalid syntax',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => parseLintConfig(text)).toThrow(expect.objectContaining({ code: 'check', message }))
  })
})

test('mergeLintConfig adds what an instruction asks for, and leaves whether findings fail', () => {
  const base = parseLintConfig('skip=A;experimental=X;error=true')
  expect(mergeLintConfig(base, parseLintConfig('skip=B;experimental=all;error=false'))).toEqual({
    skip: new Set(['A', 'B']),
    experimental: 'all',
    error: true,
  })
})
