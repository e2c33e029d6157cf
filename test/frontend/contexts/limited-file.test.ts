import { describe, expect, test } from 'vitest'
import { LARGEST_FILE } from '../../../src/frontend/contexts/limited-file.ts'
import { build } from '../../../src/frontend/index.ts'
import { FakeGateway, type FakeGatewayOptions } from '../fake-gateway.ts'

const large = (start: string, bytes = LARGEST_FILE + 1) => {
  const content = new Uint8Array(bytes).fill(0x0a)
  content.set(new TextEncoder().encode(start))
  return content
}
const range = `0+${LARGEST_FILE + 1}`

async function outcomeOf(fake: FakeGatewayOptions) {
  const gateway = new FakeGateway(fake)
  const error = await build(gateway).then(
    () => undefined,
    (reason: Error) => reason.message,
  )
  return { error, questions: gateway.fileQuestions, resolves: gateway.resolves }
}
const copying = { Dockerfile: 'FROM alpine\nCOPY a /a\n' }

describe('files that direct a build', () => {
  test('are asked for their size and read up to a limit, one after the other', async () => {
    const { questions } = await outcomeOf({
      files: { 'local://dockerfile': copying, 'local://context': { '.dockerignore': 'tmp\n' } },
    })
    expect(questions).toEqual(
      ['Dockerfile', 'Dockerfile.dockerignore', '.dockerignore'].flatMap((file) => [
        `stat ${file}`,
        `read ${file} ${range}`,
      ]),
    )
  })

  test('are only read where the daemon tells no sizes', async () => {
    const { questions, error } = await outcomeOf({
      files: { 'local://dockerfile': copying, 'local://context': { '.dockerignore': 'tmp\n' } },
      without: ['statfile'],
    })
    expect(error).toBeUndefined()
    expect(questions).toEqual(
      ['Dockerfile', 'Dockerfile.dockerignore', '.dockerignore'].map((file) => `read ${file} ${range}`),
    )
  })

  test.each([{}, { without: ['statfile'] }])(
    'may be as large as the limit, and no larger (%j)',
    async (caps) => {
      const ofSize = (bytes: number) =>
        outcomeOf({ ...caps, files: { 'local://dockerfile': { Dockerfile: large('FROM scratch', bytes) } } })
      expect((await ofSize(LARGEST_FILE)).error).toBeUndefined()
      expect((await ofSize(LARGEST_FILE + 1)).error).toBe(
        'failed to read dockerfile: Dockerfile exceeds maximum allowed size of 16777216 bytes',
      )
    },
  )

  test('are not replaced by a file of another name', async () => {
    const { error, questions } = await outcomeOf({
      files: { 'local://dockerfile': { Dockerfile: large('FROM a'), dockerfile: 'FROM scratch' } },
    })
    expect(error).toMatch(/^failed to read dockerfile: Dockerfile exceeds/)
    expect(questions).toEqual(['stat Dockerfile'])
    const other = await outcomeOf({ files: { 'local://dockerfile': { dockerfile: large('FROM a') } } })
    expect(other.error).toMatch(/^failed to read dockerfile: dockerfile exceeds/)
  })

  test.each([{}, { without: ['statfile'] }])('and are too large end the build (%j)', async (caps) => {
    const own = await outcomeOf({
      ...caps,
      files: { 'local://dockerfile': { ...copying, 'Dockerfile.dockerignore': large('*') } },
    })
    expect(own.error).toBe('Dockerfile.dockerignore exceeds maximum allowed size of 16777216 bytes')
    expect(own.resolves).toEqual([])
    const ofContext = await outcomeOf({
      ...caps,
      files: { 'local://dockerfile': copying, 'local://context': { '.dockerignore': large('*') } },
    })
    expect(ofContext.error).toBe('.dockerignore exceeds maximum allowed size of 16777216 bytes')
    const ofNamed = await outcomeOf({
      ...caps,
      options: { 'context:lib': 'local:lib' },
      files: {
        'local://dockerfile': { Dockerfile: 'FROM scratch\nCOPY --from=lib a /\n' },
        'local://lib': { '.dockerignore': large('*') },
      },
    })
    expect(ofNamed.error).toBe('.dockerignore exceeds maximum allowed size of 16777216 bytes')
  })

  test('of several contexts are read one after the other', async () => {
    const { questions } = await outcomeOf({
      options: { 'context:a': 'local:a', 'context:b': 'local:b' },
      files: {
        'local://dockerfile': { Dockerfile: 'FROM alpine\nCOPY --from=a x /\nCOPY --from=b x /\n' },
        'local://a': { '.dockerignore': 'x' },
      },
    })
    expect(questions.slice(4)).toEqual(
      ['context', 'a', 'b'].flatMap(() => ['stat .dockerignore', `read .dockerignore ${range}`]),
    )
  })
})

test('an archive is read up to the limit for its time', async () => {
  const url = 'https://example.com/a.tar'
  const { questions } = await outcomeOf({
    options: { context: url, 'build-arg:SOURCE_DATE_EPOCH': 'context' },
    files: { [url]: { context: 'FROM scratch\n' } },
    meta: { [url]: {} },
  })
  expect(questions).toContain(`read context ${range}`)
  const { error } = await outcomeOf({
    options: { context: url, 'build-arg:SOURCE_DATE_EPOCH': 'context' },
    // The Dockerfile is read of the same file here, whose size nobody tells.
    files: { [url]: { context: large('FROM scratch\n') } },
    meta: { [url]: {} },
    without: ['statfile'],
  })
  expect(error).toContain('context exceeds maximum allowed size of 16777216 bytes')
})
