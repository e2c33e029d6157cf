import { Socket } from 'node:net'
import { notPipes, type PipeListener } from '../host/index.ts'
import { watchLongWork } from '../source/index.ts'
import { createPipeWatcher } from './pipe-watcher.ts'
import { openStreams } from './streams.ts'

/** See `Host.openPipes`. */
export function openPipes(listener: PipeListener): (bytes: Uint8Array) => void {
  keepStdoutClean()
  endOnSignals()
  try {
    const input = new Socket({ fd: 0, readable: true, writable: false })
    const output = new Socket({ fd: 1, readable: false, writable: true })
    const write = openStreams(input, output, listener)
    watchLongWork(createPipeWatcher(0, listener))
    return write
  } catch (cause) {
    throw notPipes(cause)
  }
}

/** Whatever prints goes to stderr: a stray byte on stdout would break the connection. */
function keepStdoutClean(): void {
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => process.stderr })
}

/**
 * The default action ends a process at once, even in the middle of a computation, so that nothing is better
 * than a handler. But the kernel keeps signals without a handler from the first process of a container.
 */
function endOnSignals(): void {
  if (process.pid !== 1) return
  process.on('SIGTERM', () => process.exit(128 + 15))
  process.on('SIGINT', () => process.exit(128 + 2))
}
