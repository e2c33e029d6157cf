import { expect, test } from 'vitest'
import { statusOf } from '../../src/gateway/index.ts'
import { BuildError, createSourceFile } from '../../src/index.ts'

/** What BuildKit takes with an error. */
const largest = 16 * 1024 * 1024

test('an error in a large file goes without the file, and says its lines', () => {
  const file = createSourceFile('Dockerfile', `FROM a\n${'RUN a\n'.repeat(2_000_000)}`)
  const error = new BuildError('conversion', 'no', { at: { file, start: 7, end: file.text.length } })
  const { details, message } = statusOf(error)
  const [source] = details.map(
    ({ value }) => JSON.parse(new TextDecoder().decode(value)) as { ranges: unknown[] },
  )
  expect(message).toBe('no')
  expect(source).toMatchObject({ info: { filename: 'Dockerfile', language: 'Dockerfile' } })
  expect(source?.ranges.length).toBe(10_000)
  expect(details.reduce((size, { value }) => size + value.length, 0)).toBeLessThan(largest)
})

test('a message that quotes a large text is cut off', () => {
  expect(statusOf(new BuildError('expansion', 'x'.repeat(20_000_000))).message.length).toBeLessThan(2_000_000)
  expect(statusOf(new Error('x'.repeat(20_000_000))).message.length).toBeLessThan(2_000_000)
})
