import { expect, test } from 'vitest'
import { defineFrontend } from '../../src/api.ts'
import { unusedBuildArgs } from '../../src/extensions/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

test('asking for the frames of extensions is no build arg that nothing declares', async () => {
  const frontend = defineFrontend({ name: 'mine', use: [unusedBuildArgs] })
  const { warnings } = await compileDockerfile('FROM scratch\n', {
    frontend,
    buildArgs: { SLIPWAY_DEBUG: '1', OTHER: '1' },
  })
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain('OTHER')
})
