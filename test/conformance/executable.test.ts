import { describe, expect, it } from 'vitest'
import { casesOf, topics } from './corpus.ts'
import { findDifferences } from './differences.ts'
import { programs, runProcess } from './run-case.ts'

/** Every case of the corpus through the image's program, one process for each as a daemon starts it. */
describe.concurrent.each(topics())('%s', (topic) => {
  it.for(casesOf(topic))('$name', async ({ fixture, expected }) => {
    expect(findDifferences(expected, await runProcess(programs.executable, fixture))).toEqual([])
  })
})
