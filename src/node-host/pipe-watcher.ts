import { readSync } from 'node:fs'
import type { PipeListener } from '../host/index.ts'
import type { WorkWatcher } from '../source/index.ts'

/** Milliseconds of computing after which the pipe is looked at, and after which events have their turn. */
const interval = 50
const chunkSize = 1 << 16

/**
 * Looks after the daemon's pipe while a computation lasts, so that the process ends with the daemon whatever it
 * is doing.
 * @param input what the daemon writes to: a pipe that never waits
 */
export function createPipeWatcher(input: number, listener: PipeListener): WorkWatcher {
  // The clock that takes no module to load.
  const milliseconds = (): number => process.uptime() * 1000
  let last = milliseconds()
  const isDue = (): boolean => {
    const now = milliseconds()
    if (now - last < interval) return false
    last = now
    return true
  }
  return {
    look() {
      if (!isDue()) return
      for (let bytes = readNow(input); bytes; bytes = readNow(input)) {
        if (bytes.length > 0) {
          listener.receive(bytes)
          continue
        }
        listener.close()
        return
      }
    },
    rest() {
      return isDue() ? new Promise((resolve) => setImmediate(resolve)) : undefined
    },
  }
}

/** What has arrived: nothing at the end of the pipe, undefined where there may be more later. */
function readNow(input: number): Uint8Array | undefined {
  // What arrived is kept by the connection, hence a buffer of its own each time.
  const buffer = new Uint8Array(chunkSize)
  try {
    return buffer.subarray(0, readSync(input, buffer))
  } catch {
    // What is wrong with the pipe, if anything, shows once events are heard again.
    return undefined
  }
}
