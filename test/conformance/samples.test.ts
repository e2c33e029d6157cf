import { describe, expect, it } from 'vitest'
import { casesOf, topics } from './corpus.ts'
import { findDifferences } from './differences.ts'
import { programs, runProcess } from './run-case.ts'

/**
 * A part of the corpus, some cases of each topic, through programs that start slowly and share their code with
 * those that run all of it.
 */
describe.concurrent.each(['bundle', 'sanitized'] as const)('%s', (name) => {
  const cases = topics().flatMap((topic) => casesOf(topic).filter((_, index) => index % 12 === 0))
  it.for(cases)('$name', async ({ fixture, expected }) => {
    expect(findDifferences(expected, await runProcess(programs[name], fixture))).toEqual([])
  })
})
