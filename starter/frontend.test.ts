import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileDockerfile, loadFrontend } from 'slipway/testing'

// As the image loads it: what the image would refuse is refused here.
const frontend = await loadFrontend(new URL('frontend.ts', import.meta.url))

test('GREET writes a file', async () => {
  const { steps, ops, error } = await compileDockerfile('FROM alpine\nARG WHO=you\nGREET --loud $WHO\n', {
    frontend,
  })
  assert.equal(error, undefined)
  assert.equal(steps.at(-1), '[2/2] GREET --loud you')
  assert.deepEqual(ops.at(-1)?.kind, 'file')
  assert.match(JSON.stringify(ops.at(-1)?.op), /hello you!/)
})

test('GREET without a name is refused where it stands', async () => {
  const { error, excerpt } = await compileDockerfile('FROM alpine\nGREET\n', { frontend })
  assert.match(error?.message ?? '', /GREET takes one name/)
  assert.match(excerpt, />>> GREET/)
})
