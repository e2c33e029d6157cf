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
