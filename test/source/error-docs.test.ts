import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorDocs, formatErrorDocs } from '../../src/source/error-docs.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

it('docs/errors.md says what the codes say (else run scripts/generate-error-docs.ts)', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(formatErrorDocs())
})

const examples = errorDocs.flatMap(({ codes }) =>
  Object.entries(codes).flatMap(([code, { example }]) => (example === undefined ? [] : [{ code, example }])),
)

describe('the example of', () => {
  it.each(examples)('$code has that mistake', async ({ code, example }) => {
    const { error } = await compileDockerfile(example, { files: { x: '', y: '', a: '' } })
    expect(error?.code).toBe(code)
  })
})
