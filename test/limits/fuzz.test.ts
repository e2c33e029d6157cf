import { describe, expect, test } from 'vitest'
import { problemInProcess } from '../../scripts/fuzz/gateway/run-in-process.ts'
import { buildTargets } from '../../scripts/fuzz/targets/builds.ts'
import { frameProblem } from '../../scripts/fuzz/targets/frames.ts'
import { randomOf } from '../corpus/random.ts'

// A short run; a long one is `npm run fuzz -- --seconds=600 --seed=N`.
describe('what is made up to hurt ends in a result or in one error', () => {
  test.each(Object.entries(buildTargets))('%s', async (name, make) => {
    for (let number = 0; number < 60; number++) {
      const problem = await problemInProcess({ name, ...make(randomOf(number)) })
      expect(problem, `${name} ${number}`).toBeUndefined()
    }
  })

  test('frames', () => {
    for (let number = 0; number < 3000; number++) {
      const { input, problem } = frameProblem(randomOf(number))
      expect(problem, input).toBeUndefined()
    }
  })
})
