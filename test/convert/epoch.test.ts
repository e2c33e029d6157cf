import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'

/** Builds with SOURCE_DATE_EPOCH taken from a stage that holds `source` alone. */
const fromStage = (source: string) =>
  compile(`FROM scratch AS time\n${source}\nFROM alpine\n`, {
    options: { buildArgs: new Map([['SOURCE_DATE_EPOCH', 'time']]) },
    sourceTime: async () => ({ unixNanoseconds: 1_000_000_000n }),
  })

describe('a stage as SOURCE_DATE_EPOCH', () => {
  test.each([
    // What is no remote source is told before its checksum is looked at.
    ['ADD --checksum=${A:?no} files /', 'SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD'],
    ['ADD --checksum=${A:?no} https://example.com/f /', 'A: no'],
    ['ADD --checksum=$A https://example.com/f /', 'invalid checksum digest format'],
  ])('%j is refused', async (source, message) => {
    await expect(fromStage(source)).rejects.toThrow(message)
  })

  test.each(['ADD https://example.com/f /', 'ADD --checksum=$A https://example.com/r.git?checksum=0123 /'])(
    '%j is a source',
    async (source) => {
      await expect(fromStage(source)).resolves.toBeDefined()
    },
  )
})
