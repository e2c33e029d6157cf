import { expect, test } from 'vitest'
import { suggest, suggestion } from '../../src/suggest/index.ts'

test('finds the nearest of up to two edits', () => {
  expect(suggest('buidl', ['base', 'build', 'builds'], true)).toBe('build')
  expect(suggest('taget', ['target', 'source'], true)).toBe('target')
  expect(suggest('xyz', ['target', 'source'], true)).toBeUndefined()
  expect(suggest('ab', ['abcde'], true)).toBeUndefined()
})

test('the first of those that are equally near wins', () => {
  expect(suggest('rat', ['bat', 'cat'], true)).toBe('bat')
})

test('a word that is there is not corrected', () => {
  expect(suggest('bat', ['cat', 'bat'], true)).toBeUndefined()
  expect(suggest('RUN', ['run'], false)).toBeUndefined()
})

test('the answer is in the case of the word', () => {
  expect(suggest('RUNN', ['run'], false)).toBe('RUN')
  expect(suggest('runn', ['RUN'], false)).toBe('run')
  expect(suggest('RuNn', ['RUN'], false)).toBe('run')
  expect(suggest('RUNN', ['run'], true)).toBeUndefined()
})

test('counts characters, not code units', () => {
  expect(suggest('🎉🎉🎉', ['🎊🎊🎉'], true)).toBe('🎊🎊🎉')
  expect(suggest('🎉🎉🎉', ['🎊🎊🎊'], true)).toBeUndefined()
})

test('edits may stand anywhere, and next to each other', () => {
  for (const word of ['abcd', 'xabcde', 'abxcde', 'abcdexy', 'xbcdx', 'acbde', 'bcde', 'abe']) {
    expect([word, suggest(word, ['zzzzz', 'abcde'], true)]).toEqual([word, 'abcde'])
  }
  expect(suggest('xbxdx', ['abcde'], true)).toBeUndefined()
  expect(suggest('a', ['b'], true)).toBe('b')
})

test('long words cost little', () => {
  const long = 'x'.repeat(100_000)
  expect(suggest(`${long}y`, [`${long}z`], true)).toBe(`${long}z`)
})

test('suggestion is put behind a message', () => {
  expect(suggestion('taget', ['target'], true)).toBe(' (did you mean target?)')
  expect(suggestion('foo', ['target'], true)).toBe('')
})
