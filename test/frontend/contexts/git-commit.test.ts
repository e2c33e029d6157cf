import { expect, test } from 'vitest'
import { commitTime } from '../../../src/frontend/contexts/git-commit.ts'

const commit = (committer: string, more = '') =>
  new TextEncoder().encode(`tree 0\nauthor A <a@b> 1 +0000\n${more}committer ${committer}\n\nmessage\n`)

test('is the time and zone of the committer', () => {
  expect(commitTime(commit('C <c@d> 1700000000 -0130'))).toEqual({
    unixNanoseconds: 1_700_000_000_000_000_000n,
    zoneOffset: -5400,
  })
})

test('is found behind a signature', () => {
  const signature = 'gpgsig -----BEGIN\n committer X <x> 1 +0000\n -----END\n'
  expect(commitTime(commit('C <c@d> 5 +0000', signature))?.unixNanoseconds).toBe(5_000_000_000n)
})

test.each(['C', 'C <c@d>', 'C <c@d> soon +0000', 'C <c@d> 5', 'C <c@d> 5 UTC'])(
  'is not known of %j',
  (text) => {
    expect(commitTime(commit(text))).toBeUndefined()
  },
)

test('refuses what is no commit', () => {
  expect(() => commitTime(new TextEncoder().encode('what'))).toThrow(
    'invalid commit object: missing tree header',
  )
  const tag = new TextEncoder().encode('object 0\ntype commit\ntag v1\ntagger A <a> 1 +0000\n\nm\n')
  expect(() => commitTime(tag)).toThrow('not a commit object')
})
