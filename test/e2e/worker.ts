import { connect, createServer, type Server, type Socket } from 'node:net'
import { output } from './docker.ts'

/**
 * A BuildKit of its own on this machine, as buildx's `remote` driver takes it: that of one more engine. An engine
 * serves BuildKit's control API behind an upgrade of an HTTP request, the driver expects it right on the
 * connection: the request is made here, for every connection.
 */
export class Worker {
  /** `tcp://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly #name: string
  readonly #server: Server
  readonly #sockets: ReadonlySet<Socket>

  private constructor(name: string, server: Server, sockets: ReadonlySet<Socket>) {
    const address = server.address()
    this.endpoint = `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    this.#name = name
    this.#server = server
    this.#sockets = sockets
  }

  /** @param name tells it from others on the machine */
  static async start(name: string): Promise<Worker> {
    const engine = await output('scripts/engine', ['worker', name])
    const sockets = new Set<Socket>()
    const server = createServer((client) => {
      for (const socket of [client, upgraded(engine, client)]) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Worker(name, server, sockets)
  }

  async stop(): Promise<void> {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await output('scripts/engine', ['stop-worker', this.#name])
  }
}

/** Connects a client to the control API of the engine that listens on a socket. */
function upgraded(path: string, client: Socket): Socket {
  const engine = connect(path)
  engine.write('POST /grpc HTTP/1.1\r\nHost: engine\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
  let head = Buffer.alloc(0)
  const readHead = (bytes: Buffer) => {
    head = Buffer.concat([head, bytes])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    engine.off('data', readHead)
    client.write(head.subarray(end + 4))
    engine.pipe(client)
    client.pipe(engine)
  }
  engine.on('data', readHead)
  for (const [one, other] of [
    [engine, client],
    [client, engine],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
  return engine
}
