import { expect, test } from 'vitest'
import { formatError, formatErrors } from '../../src/cli/format-error.ts'
import { BuildError, createSourceFile, lineRange } from '../../src/source/index.ts'

const file = createSourceFile('Dockerfile', 'FROM a\n\tRUN b \\\r\n  c\n')
const at = (start: number, end: number) => ({ file, start, end })

test('a span is underlined; tabs before it stay', () => {
  expect(formatError(new BuildError('syntax', 'no', { at: at(12, 13) }))).toBe(
    'Dockerfile:2:6: error: no\n   2 | \tRUN b \\\n     | \t    ^\n',
  )
})

test('of a span over several lines, the first one is shown', () => {
  expect(formatError(new BuildError('syntax', 'no', { at: at(8, 20), hint: 'do better' }))).toBe(
    'Dockerfile:2:2: error: no\n   2 | \tRUN b \\\n     | \t^^^^^^^ …\nhint: do better\n',
  )
})

test('an empty span has one caret, also at the end of a line', () => {
  expect(formatError(new BuildError('syntax', 'no', { at: at(6, 6) }))).toBe(
    'Dockerfile:1:7: error: no\n   1 | FROM a\n     |       ^\n',
  )
})

test('a location shows its lines', () => {
  const error = new BuildError('syntax', 'no', { at: { file, ranges: [lineRange(3)] } })
  const text = formatError(error)
  expect(text).toMatch(/^error: no\nDockerfile:3\n-+\n/)
  expect(text).toContain('\n   3 | >>>   c\n')
})

test('an error without a place is its message; several have an empty line between', () => {
  expect(formatErrors([new BuildError('option', 'a'), new BuildError('option', 'b')])).toBe(
    'error: a\n\nerror: b\n',
  )
})

test('nothing of a binary file reaches the terminal', () => {
  const binary = createSourceFile('D', '\u001b[31mX \u0007\n')
  const error = new BuildError('syntax', 'unknown instruction: \u001b[31mX', {
    at: { file: binary, start: 0, end: 6 },
  })
  expect(formatError(error)).toBe(
    'D:1:1: error: unknown instruction: \uFFFD[31mX\n   1 | \uFFFD[31mX \uFFFD\n     | ^^^^^^\n',
  )
})

test('of a long line, the part in question is shown', () => {
  const long = createSourceFile('D', `${'a'.repeat(500)}BAD${'b'.repeat(500)}`)
  const text = formatError(new BuildError('syntax', 'no', { at: { file: long, start: 500, end: 503 } }))
  expect(text).toBe(
    `D:1:501: error: no\n   1 | … ${'a'.repeat(60)}BAD${'b'.repeat(97)} …\n     | ${' '.repeat(62)}^^^\n`,
  )
})

test('of very many errors, the first ones are shown', () => {
  const errors = Array.from({ length: 30 }, (_, index) => new BuildError('option', `number ${index}`))
  const text = formatErrors(errors)
  expect(text).toContain('error: number 19\n\nand 10 more\n')
  expect(text).not.toContain('number 20')
})

test('further places are shown below the first one, each line once', () => {
  const error = new BuildError('stage', 'circle', { at: [at(0, 4), at(0, 6), at(8, 11)] })
  expect(formatError(error)).toBe(
    'Dockerfile:1:1: error: circle\n   1 | FROM a\n     | ^^^^\n   2 | \tRUN b \\\n     | \t^^^\n',
  )
})

test('colours are for terminals', () => {
  const error = new BuildError('flag-unknown', 'no', { at: at(8, 20), hint: 'do better' })
  const esc = String.fromCharCode(27)
  expect(formatError(error)).not.toContain(esc)
  expect(formatErrors([error], true)).toContain(`${esc}[31merror${esc}[39m: no ${esc}[2m[flag-unknown]`)
})

test('the very words are underlined in place of what they stand in', () => {
  const error = new BuildError('syntax', 'no', { at: at(8, 20), focus: at(12, 13) })
  expect(formatError(error).match(/\^+/g)).toEqual(['^'])
})
