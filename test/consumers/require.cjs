// A consumer that is CommonJS: versions of Node that have `require` of ES modules take the same files.
const assert = require('node:assert/strict')
const { parseDockerfile } = require('slipway/dockerfile')

assert.equal(typeof parseDockerfile, 'function')
