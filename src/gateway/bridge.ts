import { Client, credentials, type ServiceError } from '@grpc/grpc-js'
import type { Encodable, MessageType } from '../wire/index.ts'
import { llbBridge } from './generated/messages.ts'
import type { Http2Connection } from './http2/connection.ts'
import { PipeChannel } from './pipe-channel.ts'
import { daemonError } from './status.ts'

type Methods = typeof llbBridge
type Decoded<Type> = Type extends MessageType<infer Message> ? Message : never

export type BridgeMethod = keyof Methods
export type BridgeRequest<Method extends BridgeMethod> = Encodable<Decoded<Methods[Method]['request']>>
export type BridgeResponse<Method extends BridgeMethod> = Decoded<Methods[Method]['response']>

/** The LLBBridge service of a daemon, message for message. */
export class LlbBridge {
  readonly #client: Client

  constructor(connection: Http2Connection) {
    this.#client = new Client('pipe', credentials.createInsecure(), {
      channelOverride: new PipeChannel(connection),
    })
  }

  /**
   * Makes one call. Throws BuildError (code `daemon`), with the details that the daemon sent.
   * @param timeout milliseconds after which the call is given up
   */
  call<Method extends BridgeMethod>(
    method: Method,
    request: BridgeRequest<Method>,
    timeout?: number,
  ): Promise<BridgeResponse<Method>> {
    const { response } = llbBridge[method]
    return this.callAndRead(
      method,
      request,
      (bytes) => response.decode(bytes) as BridgeResponse<Method>,
      timeout,
    )
  }

  /** Makes one call whose answer is read in another way than field by field. Throws as `call` does. */
  callAndRead<Method extends BridgeMethod, Response>(
    method: Method,
    request: BridgeRequest<Method>,
    read: (bytes: Uint8Array) => Response,
    timeout?: number,
  ): Promise<Response> {
    const { path, request: requestType } = llbBridge[method]
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        (message: BridgeRequest<Method>) => {
          const bytes = (requestType as MessageType<unknown>).encode(message as Encodable<unknown>)
          return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        },
        read,
        request,
        timeout === undefined ? {} : { deadline: Date.now() + timeout },
        (error: ServiceError | null, response?: Response) => {
          if (error) reject(daemonError(error))
          else if (response === undefined) reject(daemonError({ code: 13, details: 'no response' }))
          else resolve(response)
        },
      )
    })
  }
}
