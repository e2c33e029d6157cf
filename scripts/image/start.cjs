/**
 * What the frontend image runs: the bundle, compiled from the code cache beside it. A cache that is not there, or
 * that another build of Node made, costs only the time that it would have saved: V8 checks it and compiles anew.
 */
const { readFileSync } = require('node:fs')
const { Script } = require('node:vm')

const filename = `${__dirname}/frontend.js`

let cachedData
try {
  cachedData = readFileSync(`${__dirname}/frontend.cache`)
} catch {}

// Latin-1 is the quickest to read, and right: the bundle is ASCII.
new Script(readFileSync(filename, 'latin1'), { filename, cachedData }).runInThisContext()
