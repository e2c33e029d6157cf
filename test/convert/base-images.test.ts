import { describe, expect, test } from 'vitest'
import { BuildError } from '../../src/source/index.ts'
import { compile } from './compile.ts'

async function failureOf(
  text: string,
  surroundings: Parameters<typeof compile>[1] = {},
): Promise<BuildError> {
  const error = await compile(text, surroundings).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof BuildError) return error
  throw new Error('the Dockerfile does not fail as it should')
}

const lineOf = (error: BuildError) => error.locations[0]?.ranges[0]?.start.line

describe('where the last base fails as well as others, it is the one that is told', () => {
  test('names that are none', async () => {
    const error = await failureOf('FROM a//1\nFROM a//2\nFROM alpine\nFROM a//3\n')
    expect(error.message).toBe('failed to parse stage name "a//3": invalid reference format')
    expect(lineOf(error)).toBe(4)
  })

  test('contexts that cannot be loaded', async () => {
    const broken = (message: string) => ({
      load: () => Promise.reject(new BuildError('context', message)),
    })
    const error = await failureOf(
      'FROM one AS x\nFROM two AS y\nFROM scratch\nCOPY --from=x / /\nCOPY --from=y / /\n',
      {
        contexts: { x: broken('first'), y: broken('second') },
      },
    )
    expect(error.message).toBe('second')
    expect(lineOf(error)).toBe(2)
  })
})

test('one that fails is told wherever it stands', async () => {
  const error = await failureOf('FROM a//1\nFROM alpine\nFROM scratch\n')
  expect(lineOf(error)).toBe(1)
})
