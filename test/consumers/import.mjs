// A consumer that is an ES module: every entry point, and one build without an engine.
import assert from 'node:assert/strict'
import { defineFrontend } from 'slipway'
import { parseDockerfile } from 'slipway/dockerfile'
import { offeredExtensions } from 'slipway/extensions'
import { image } from 'slipway/llb'
import { compileDockerfile } from 'slipway/testing'

assert.equal(defineFrontend({ name: 'mine' }).name, 'mine')
assert.equal(typeof parseDockerfile, 'function')
assert.notEqual(offeredExtensions.length, 0)
assert.equal(typeof image, 'function')
const { steps, error } = await compileDockerfile('FROM alpine\nRUN true\n')
assert.equal(error, undefined)
assert.equal(steps.length, 2)
