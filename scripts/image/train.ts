/**
 * Runs the bundle of the first argument with the training daemon in the same process, and leaves what was compiled
 * of it in the file of the second one. No pipe lies between the two, so that every run takes the same course.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { duplexPair } from 'node:stream'
import { Script } from 'node:vm'
import { serveTraining } from './training-daemon.ts'

const [bundle = '', cache = ''] = process.argv.slice(2)
const [near, far] = duplexPair()
serveTraining(far)
// The bundle makes a socket of stdin and one of stdout.
Object.defineProperty(net, 'Socket', {
  value: class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: what stands in for a socket is there already
      return near
    }
  },
})
const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle })
process.on('exit', () => writeFileSync(cache, script.createCachedData()))
script.runInThisContext()
