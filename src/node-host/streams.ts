import type { Writable } from 'node:stream'
import type { PipeListener } from '../host/index.ts'

/**
 * Reads and writes over two streams of Node that stand already.
 * @param input what the daemon writes to
 * @param output what the daemon reads from
 * @returns writes bytes
 */
export function openStreams(
  input: NodeJS.ReadableStream,
  output: Writable,
  listener: PipeListener,
): (bytes: Uint8Array) => void {
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    listener.close()
  }
  for (const event of ['end', 'close', 'error']) {
    input.on(event, close)
  }
  for (const event of ['close', 'error']) {
    output.on(event, close)
  }
  let corked = false
  const uncork = () => {
    corked = false
    output.uncork()
  }
  input.on('data', (chunk: Uint8Array) => listener.receive(chunk))
  return (bytes) => {
    if (closed) return
    if (!corked) {
      // What is written together leaves together, and wakes the daemon once.
      corked = true
      output.cork()
      queueMicrotask(uncork)
    }
    output.write(bytes)
  }
}
