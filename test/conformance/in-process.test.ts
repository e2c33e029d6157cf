import { describe, expect, it } from 'vitest'
import { build } from '../../src/frontend/index.ts'
import { casesOf, topics } from './corpus.ts'
import { findDifferences } from './differences.ts'
import { runInProcess } from './run-case.ts'

/** Every case of the corpus through the frontend within this process. */
describe.each(topics())('%s', (topic) => {
  it.for(casesOf(topic))('$name', async ({ fixture, expected }) => {
    expect(findDifferences(expected, await runInProcess(fixture, build))).toEqual([])
  })
})
