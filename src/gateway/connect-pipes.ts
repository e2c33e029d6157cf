import type { PipeListener } from '../host/index.ts'
import { Http2Connection } from './http2/connection.ts'

/**
 * Connects over two pipes.
 * @param open begins to listen, and returns what writes
 * @param onClose called once, when the daemon is gone
 * Throws what `open` throws.
 */
export function connectOver(
  open: (listener: PipeListener) => (bytes: Uint8Array) => void,
  onClose: () => void,
): Http2Connection {
  // The connection writes as soon as it is made, and nothing comes before.
  const write = open({
    receive: (bytes) => connection.receive(bytes),
    close() {
      connection.close('the connection to the daemon is closed')
      onClose()
    },
  })
  const connection = new Http2Connection(write)
  return connection
}
