import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { soundsSecret } from '../../src/lint/secret-names.ts'

/**
 * Names that were made up at random of words, separators, cases, and letters that fold to others, by what the
 * reference was recorded to say of an ENV with each. (The word `psw`, which is newer, is in the conformance corpus.)
 */
const recorded = JSON.parse(
  readFileSync(new URL('fixtures/secret-names.json', import.meta.url), 'utf8'),
) as Readonly<Record<'secret' | 'harmless', readonly string[]>>

test('names sound secret where the reference says so, and nowhere else', () => {
  expect(recorded.secret.filter((name) => !soundsSecret(name))).toEqual([])
  expect(recorded.harmless.filter(soundsSecret)).toEqual([])
  expect(recorded.secret.length).toBeGreaterThan(300)
  expect(recorded.harmless.length).toBeGreaterThan(300)
})
