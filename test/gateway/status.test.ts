import { expect, test } from 'vitest'
import { statusOf } from '../../src/gateway/index.ts'
import { BuildError, createSourceFile, lineRange } from '../../src/source/index.ts'

const file = createSourceFile('Dockerfile', 'FROM a\nRUN b\n')
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes))

test('places become details, the outermost first', () => {
  const inner = new BuildError('stage', 'no', { at: { file, ranges: [lineRange(2)] } })
  const { code, message, details } = statusOf(inner.with({ at: { file, ranges: [lineRange(1)] } }))
  expect([code, message]).toEqual([2, 'no'])
  expect(details.map(({ typeUrl }) => typeUrl)).toEqual(
    Array(2).fill('github.com/moby/buildkit/errdefs.Source+json'),
  )
  expect(details.map(({ value }) => decode(value))).toEqual(
    [1, 2].map((line) => ({
      info: { filename: 'Dockerfile', data: btoa('FROM a\nRUN b\n'), language: 'Dockerfile' },
      ranges: [{ start: { line }, end: { line } }],
    })),
  )
})

test('an error that carries its places already keeps them', () => {
  const detail = { typeUrl: 'github.com/moby/buildkit/errdefs.Source+json', value: new Uint8Array() }
  const error = new BuildError('stage', 'no', { at: { file, ranges: [lineRange(2)] }, details: [detail] })
  expect(statusOf(error).details).toEqual([detail])
})

test('a defect is one clear message without a stack', () => {
  expect(statusOf(new TypeError('x is not a function'))).toEqual({
    code: 13,
    message: 'internal error: x is not a function',
    details: [],
  })
  expect(statusOf('text').message).toBe('internal error: text')
})

test('an error of our own tells the word and what to do; one that the reference has keeps its text', () => {
  const at = { file, start: 0, end: 6 }
  const focus = { file, start: 5, end: 6 }
  const own = new BuildError('policy', 'not this one', { at, focus, hint: 'take another' })
  expect(statusOf(own).message).toBe('not this one (at "a"; hint: take another)')
  expect(statusOf(new BuildError('policy', 'no base: a', { at, focus })).message).toBe('no base: a')
  const theirs = new BuildError('stage', 'not this one', { at, focus, hint: 'take another' })
  expect(statusOf(theirs).message).toBe('not this one')
  expect(statusOf(theirs.with({ own: true })).message).toBe('not this one (at "a"; hint: take another)')
})
