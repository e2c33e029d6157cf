import { describe, expect, it } from 'vitest'
import { createFrontend, defineFrontend } from '../../src/extension/index.ts'
import { offeredExtensions } from '../../src/extensions/index.ts'
import { build } from '../../src/frontend/index.ts'
import { casesOf, topics } from './corpus.ts'
import { findDifferences } from './differences.ts'
import { runInProcess } from './run-case.ts'

/** Policies and rules are there to say no to what others allow: with them on, builds differ. */
const languages = offeredExtensions.filter(
  ({ name, policies, rules }) => name !== 'linter' && !policies?.length && !rules?.length,
)

/** Cases about what is no Dockerfile of the reference, and is one with an extension: `COPY --from=$VARIABLE`. */
const extended = new Set(['copy/from-with-variable', 'metadata/onbuild-from-image-with-variable-source'])

/** Every case of the corpus with every extension of the language turned on, and none of them used. */
describe.each(topics())('%s', (topic) => {
  const frontend = createFrontend(defineFrontend({ name: 'all', use: languages }))
  const cases = casesOf(topic).filter(({ fixture }) => !extended.has(fixture.name))
  it.for(cases)('$name', async ({ fixture, expected }) => {
    const outcome = await runInProcess(fixture, (client) => build(client, frontend))
    expect(findDifferences(expected, outcome)).toEqual([])
  })
})

it('there are extensions to speak of', () => {
  expect(languages.length).toBeGreaterThan(5)
})
