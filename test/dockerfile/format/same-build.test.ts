import { expect, test } from 'vitest'
import { format, parse } from '../../../src/dockerfile/index.ts'
import { corpus } from '../../corpus/dockerfiles.ts'
import { mutated } from '../../corpus/mutate.ts'
import { randomOf } from '../../corpus/random.ts'
import { buildOf } from './builds.ts'

const files = corpus()

test('every file of the corpus is formatted to one that builds the same ops and the same config', async () => {
  let changed = 0
  for (const { name, text } of files) {
    const formatted = format(text)
    expect(format(formatted), name).toBe(formatted)
    if (formatted === text) continue
    changed++
    expect((await buildOf(formatted)).built, name).toBe((await buildOf(text)).built)
  }
  expect(changed).toBeGreaterThan(files.length / 2)
}, 120_000)

test('what happens to the spaces and breaks of a file, it still builds the same when it is formatted', async () => {
  const random = randomOf(20)
  const texts = files.map(({ text }) => text)
  let formattedFiles = 0
  for (let round = 0; round < 600; round++) {
    const text = mutated(random.pick(texts), random, texts)
    if (typeof text !== 'string' || parse(text).errors.length > 0) continue
    formattedFiles++
    const formatted = format(text)
    expect(format(formatted), JSON.stringify(text)).toBe(formatted)
    expect((await buildOf(formatted)).built, JSON.stringify(text)).toBe((await buildOf(text)).built)
  }
  expect(formattedFiles).toBeGreaterThan(50)
}, 300_000)
