import type { Writable } from 'node:stream'
import { nodeHost, openStreams } from '../node-host/index.ts'
import { connectOver } from './connect-pipes.ts'
import type { Http2Connection } from './http2/connection.ts'
import { type Build, runProgram } from './run.ts'

/**
 * Connects over two streams of Node that stand already.
 * @param input what the daemon writes to
 * @param output what the daemon reads from
 * @param onClose called once, when the daemon is gone
 */
export function connectPipes(
  input: NodeJS.ReadableStream,
  output: Writable,
  onClose: () => void,
): Http2Connection {
  return connectOver((listener) => openStreams(input, output, listener), onClose)
}

/**
 * The connection over stdin and stdout of a process of Node, which is also looked after while a long computation
 * keeps events from being heard. Throws BuildError where these are no pipes.
 */
export function connectStdio(onClose: () => void): Http2Connection {
  return connectOver(nodeHost.openPipes, onClose)
}

/** `runProgram` for a program that runs on Node. */
export async function runFrontend(build: Build): Promise<void> {
  await runProgram(build, nodeHost)
}
