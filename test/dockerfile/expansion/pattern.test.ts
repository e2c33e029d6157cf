import { describe, expect, it } from 'vitest'
import { PatternSearch, readPattern } from '../../../src/dockerfile/expansion/pattern.ts'
import { TextBudget } from '../../../src/dockerfile/expansion/text-budget.ts'

function find(text: string, value: string, greedy: boolean, anchored = false) {
  const reading = readPattern(text)
  if (reading.problem !== undefined) return reading.problem
  const match = new PatternSearch(reading.pattern, value, { greedy, budget: new TextBudget() }).find(
    0,
    anchored,
  )
  return match && value.slice(match.start, match.end)
}

describe('PatternSearch', () => {
  it('finds the leftmost match, as long or short as wanted', () => {
    expect(find('a*b', 'xabab', true)).toBe('abab')
    expect(find('a*b', 'xabab', false)).toBe('ab')
    expect(find('*', '', true)).toBe('')
    expect(find('', 'x', true)).toBe('')
    expect(find('b', 'ab', true, true)).toBeUndefined()
    expect(find('a*c*', 'abcbd\nx', true)).toBe('abcbd')
  })

  it('takes characters for characters, and line breaks for none', () => {
    expect(find('?', '\n\u{1F600}', true)).toBe('\u{1F600}')
    expect(find('a*b', 'a\nb', true)).toBeUndefined()
    expect(find('a\n*', 'xa\nb', true)).toBe('a\nb')
    expect(find('\\*\\?\\\\\\/\\}', 'a*?\\/}', true)).toBe('*?\\/}')
    expect(find('\\', 'a', true)).toBe("invalid escape '\\\uFFFD'")
  })

  it('does not run away', () => {
    const value = 'a'.repeat(20_000)
    expect(find(`${'a*'.repeat(30)}b`, value, true)).toBeUndefined()
    expect(find(`${'*a'.repeat(30)}b`, value, false)).toBeUndefined()
  })
})
