import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { BuildError, watchLongWork } from '../source/index.ts'
import { Http2Connection } from './http2/connection.ts'
import { createPipeWatcher } from './pipe-watcher.ts'

/**
 * Connects over two pipes that stand already.
 * @param input what the daemon writes to
 * @param output what the daemon reads from
 * @param onClose called once, when the daemon is gone
 */
export function connectPipes(
  input: NodeJS.ReadableStream,
  output: Writable,
  onClose: () => void,
): Http2Connection {
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    connection.close('the connection to the daemon is closed')
    onClose()
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
  const connection = new Http2Connection((bytes) => {
    if (closed) return
    if (!corked) {
      // What is written together leaves together, and wakes the daemon once.
      corked = true
      output.cork()
      queueMicrotask(uncork)
    }
    output.write(bytes)
  })
  input.on('data', (chunk: Uint8Array) => connection.receive(chunk))
  return connection
}

/**
 * The connection over stdin and stdout, which is also looked after while a long computation keeps events from
 * being heard. Throws BuildError where these are no pipes.
 */
export function connectStdio(onClose: () => void): Http2Connection {
  try {
    const input = new Socket({ fd: 0, readable: true, writable: false })
    const output = new Socket({ fd: 1, readable: false, writable: true })
    const connection = connectPipes(input, output, onClose)
    watchLongWork(createPipeWatcher(0, connection, onClose))
    return connection
  } catch (cause) {
    throw new BuildError('daemon', notPipes, { cause })
  }
}

const notPipes =
  'stdin and stdout are not connected to a daemon: BuildKit runs this program, for a Dockerfile that starts with `# syntax = IMAGE`'
