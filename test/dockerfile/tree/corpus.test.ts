import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from '../../../src/dockerfile/index.ts'
import { corpus } from '../../corpus/dockerfiles.ts'
import { mutated } from '../../corpus/mutate.ts'
import { randomOf } from '../../corpus/random.ts'
import { treeProblem } from '../../corpus/tree-problem.ts'

const files = corpus()

describe('the tree', () => {
  it('of files as people write them is printed as they are, without an error', () => {
    expect(new Set(files.map(({ text }) => text)).size).toBeGreaterThanOrEqual(500)
    for (const { name, text } of files) {
      expect([name, treeProblem(text)]).toEqual([name, undefined])
      expect([name, parse(text).errors.map(({ message }) => message)]).toEqual([name, []])
    }
  })

  it('of what the reference was recorded with is printed as it is', () => {
    const texts = recordedDockerfiles()
    expect(texts.length).toBeGreaterThan(500)
    for (const text of texts) expect([text, treeProblem(text)]).toEqual([text, undefined])
  })

  it('of mutated files is printed as they are', () => {
    const texts = files.map(({ text }) => text)
    for (let number = 0; number < 1000; number++) {
      const random = randomOf(number)
      const text = mutated(random.pick(texts), random, texts)
      expect([text, treeProblem(text)]).toEqual([text, undefined])
    }
  })

  it('of hostile texts neither throws nor takes long', () => {
    const hostile = [
      `RUN ${'${a:-'.repeat(10_000)}`,
      `ENV A=${'${a:-'.repeat(9_000)}x${'}'.repeat(9_000)}`,
      `FROM a\n${'ONBUILD '.repeat(8_000)}RUN x`,
      `RUN ${'a \\\n# c\n'.repeat(20_000)}b`,
      `COPY ${'a \\\n'.repeat(20_000)}b`,
      `RUN ${'<<A '.repeat(200)}\n${'A\n'.repeat(200)}`,
      `${'RUN <<E\n'.repeat(200)}`,
      '\u0000'.repeat(10_000),
      'x'.repeat(70_000),
      `FROM ${'a/'.repeat(5_000)}:b@c`,
      '\n'.repeat(50_000),
    ]
    for (const text of hostile)
      expect([text.slice(0, 20), treeProblem(text)]).toEqual([text.slice(0, 20), undefined])
  })
})

/** All Dockerfiles of the conformance corpus. */
function recordedDockerfiles(): readonly string[] {
  const dir = new URL('../../conformance/data/', import.meta.url)
  const texts = new Set<string>()
  for (const name of readdirSync(dir)) {
    if (!name.endsWith('.json') || name.endsWith('.expected.json') || name === 'caps.json') continue
    const cases = JSON.parse(readFileSync(new URL(name, dir), 'utf8')) as readonly {
      readonly files?: { readonly dockerfile?: Readonly<Record<string, unknown>> }
    }[]
    for (const { files: trees } of cases) {
      for (const text of Object.values(trees?.dockerfile ?? {})) if (typeof text === 'string') texts.add(text)
    }
  }
  return [...texts]
}
