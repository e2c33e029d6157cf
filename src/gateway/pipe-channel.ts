import type { ChannelInterface } from '@grpc/grpc-js'
import type { Http2Connection } from './http2/connection.ts'
import { PipeCall } from './pipe-call.ts'

/** grpc-js's connectivity states that a pipe can be in. */
const ready = 2
const shutdown = 4

/**
 * A channel over one connection that stands already: nothing is resolved, balanced or retried, since there is
 * but one daemon and losing it ends the build.
 */
export class PipeChannel implements ChannelInterface {
  readonly #connection: Http2Connection
  #calls = 0

  constructor(connection: Http2Connection) {
    this.#connection = connection
  }

  createCall(path: string, deadline: Date | number): PipeCall {
    const milliseconds = typeof deadline === 'number' ? deadline : deadline.getTime()
    return new PipeCall(this.#connection, path, milliseconds, this.#calls++)
  }

  close(): void {
    this.#connection.close('the channel has been closed')
  }

  getTarget(): string {
    return 'pipe'
  }

  getConnectivityState(): number {
    return this.#connection.closed === undefined ? ready : shutdown
  }

  watchConnectivityState(_state: number, _deadline: Date | number, callback: (error?: Error) => void): void {
    callback(new Error('the state of a pipe is not watched'))
  }

  getChannelzRef(): never {
    throw new Error('a pipe keeps no statistics')
  }
}
