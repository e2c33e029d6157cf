import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { casesOf, topics } from './corpus.ts'
import { findDifferences } from './differences.ts'
import { bundle, runProcess } from './run-case.ts'

/** Every case of the corpus through the bundle, one process for each as a daemon starts it. */
describe.concurrent.each(topics())('%s', (topic) => {
  it.for(casesOf(topic))('$name', async ({ fixture, expected }) => {
    if (!existsSync(bundle)) throw new Error('dist/frontend.js is missing: run npm run build')
    expect(findDifferences(expected, await runProcess(fixture))).toEqual([])
  })
})
