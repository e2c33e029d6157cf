import { describe, expect, test } from 'vitest'
import { createPatternMatcher, readIgnoreFile } from '../../src/ignore/index.ts'
import { decodeText, encodeText } from '../../src/source/index.ts'

const read = (text: string) => readIgnoreFile(new TextEncoder().encode(text))

describe('readIgnoreFile', () => {
  test('cleans patterns and drops comments', () => {
    expect(read('# no\n  /a/./b/ \r\n\n!  /c/../d\n #kept\n!\n/\n')).toEqual(['a/b', '!d', '#kept', '!', '/'])
  })
  test('drops a byte order mark', () => {
    expect(read('\ufeff# comment\n\ufeffx')).toEqual(['\ufeffx'])
  })
  test('keeps bytes that are no UTF-8', () => {
    const [pattern = ''] = readIgnoreFile(Uint8Array.of(0xff, 0x61, 0x0a))
    expect([...encodeText(pattern)]).toEqual([0xff, 0x61])
    const long = readIgnoreFile(new Uint8Array(65535).fill(0xff))
    expect(long[0]).toHaveLength(65535)
  })
  test('takes lines of less than 64 KiB', () => {
    expect(read(`${'x'.repeat(65535)}\ny`)).toHaveLength(2)
    expect(() => read(`${'x'.repeat(65536)}\ny`)).toThrow('bufio.Scanner: token too long')
    expect(() => read('é'.repeat(32768))).toThrow('bufio.Scanner: token too long')
  })
})

describe('createPatternMatcher', () => {
  const cases: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
    ['*.go', ['a.go'], ['a/b.go', 'a.gox']],
    ['docs', ['docs', 'docs/a/b'], ['docsx', 'a/docs']],
    ['**', ['a', 'a/b'], []],
    ['**/x', ['x', 'a/x', 'a/b/x/y'], ['ax', 'a/bx']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'ab']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/bz', 'z']],
    ['**/*.log', ['x.log', 'a/b/x.log'], ['x.log2']],
    ['a?c', ['abc', 'aéc'], ['ac', 'a/c']],
    ['[a-c]x', ['ax', 'cx'], ['dx', 'ax1']],
    ['[^a]x', ['bx'], ['ax']],
    ['a\\*b', ['a*b'], ['axb']],
    ['a.b+c', ['a.b+c'], ['axb+c', 'a.bbc']],
    ['**lib', ['lib', 'a/mylib'], ['libs']],
    ['a/**/**/b', ['a/b', 'a/x/b'], ['ab']],
    ['**/foo/**', ['foo/a', 'x/foo/a'], ['foo', 'xfoo/a']],
    ['*.md|*.txt', ['a.md', 'a.mdx', 'a/b.txt'], ['a.txtx']],
    ['a|b', ['a|b'], ['a', 'b']],
    ['v\\d?', ['v1x'], ['vdx']],
    ['x*\\y', [], ['xy', 'x/y']],
    ['x*[y', [], ['x[y', 'xy']],
  ]
  test.each(cases)('%s', (pattern, yes, no) => {
    const matcher = createPatternMatcher([pattern])
    for (const path of yes) expect([path, matcher.matchesOrParentMatches(path)]).toEqual([path, true])
    for (const path of no) expect([path, matcher.matchesOrParentMatches(path)]).toEqual([path, false])
  })
  test('the last pattern that matches decides', () => {
    const matcher = createPatternMatcher(['*', '!keep', 'keep/not', ''])
    expect(matcher.exclusions).toBe(true)
    expect(matcher.inclusions).toEqual(['*', 'keep/not'])
    expect(matcher.matchesOrParentMatches('other')).toBe(true)
    expect(matcher.matchesOrParentMatches('keep/a')).toBe(false)
    expect(matcher.matchesOrParentMatches('keep/not/a')).toBe(true)
  })
  test('finds the last of many patterns of every kind', () => {
    const matcher = createPatternMatcher([
      ...Array.from({ length: 500 }, (_, index) => `plain-${index}`),
      ...Array.from({ length: 500 }, (_, index) => `**/*.end-${index}`),
      ...Array.from({ length: 500 }, (_, index) => `start-${index}/*`),
      '!**/*.end-7',
      '!start-7/keep',
      '!plain-7/**',
      'plain-7/x/b[ao]d',
      'z*|a',
    ])
    const outcome = (path: string): boolean => matcher.matchesOrParentMatches(path)
    expect(['plain-499', 'a/b.end-499', 'start-499/x', 'plain-7', 'plain-7/x/bad'].map(outcome)).toEqual(
      Array(5).fill(true),
    )
    expect(
      ['plain-500', 'a.end-500', 'start-1', 'b.end-7', 'start-7/keep', 'plain-7/x'].map(outcome),
    ).toEqual(Array(6).fill(false))
    expect(outcome('plain-7/x/bad/ba')).toBe(true)
  })
  test.each(['[', 'a[', '[]', '[a-]', 'a\\', '[^]', '[a-b', '*[', '.*[', '?*\\', '[.]**['])(
    '%s is malformed',
    (pattern) => {
      expect(() => createPatternMatcher([pattern])).toThrow('syntax error in pattern')
    },
  )
  test.each(['a*[', '*a*[', '.*.*[', '..*[', '[a]*\\'])('%s is malformed too late to tell', (pattern) => {
    expect(createPatternMatcher([pattern]).matchesOrParentMatches('a[')).toBe(false)
  })
  test('one that cannot be read lets nothing match that comes behind it', () => {
    for (const bad of ['[z-a]', 'x*[y', 'x*\\y']) {
      expect(createPatternMatcher([bad, 'a']).matchesOrParentMatches('a')).toBe(false)
      expect(createPatternMatcher(['a', bad]).matchesOrParentMatches('a')).toBe(true)
      expect(createPatternMatcher(['a', bad]).matchesOrParentMatches('b')).toBe(false)
    }
  })
  test('bytes that are no UTF-8 are like each other only where there are wildcards', () => {
    const [ff, fe] = [decodeText(Uint8Array.of(0xff)), decodeText(Uint8Array.of(0xfe))]
    const matches = (pattern: string, path: string) =>
      createPatternMatcher([pattern]).matchesOrParentMatches(path)
    expect([matches(ff, ff), matches(ff, fe)]).toEqual([true, false])
    expect([matches(`${ff}*`, `${fe}x`), matches(`${ff}*`, 'x')]).toEqual([true, false])
    expect(() => matches(`[${ff}]`, 'x')).toThrow('syntax error in pattern')
  })
  test('an exclusion of nothing is malformed', () => {
    expect(() => createPatternMatcher([' ! '])).toThrow('illegal exclusion pattern: "!"')
  })
  test('hostile patterns cost no more than their length', () => {
    const matcher = createPatternMatcher([`${'**/a'.repeat(40)}/b`, `${'*a'.repeat(60)}b`])
    expect(matcher.matchesOrParentMatches('a/'.repeat(60))).toBe(false)
    expect(matcher.matchesOrParentMatches('a'.repeat(3000))).toBe(false)
  })
})
