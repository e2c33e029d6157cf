import http2 from 'node:http2'
import { type Duplex, duplexPair } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader'
import protobuf from 'protobufjs'

const protoRoot = fileURLToPath(new URL('../../proto', import.meta.url))
const packageDefinition = loadSync('github.com/moby/buildkit/frontend/gateway/pb/gateway.proto', {
  includeDirs: [protoRoot],
  keepCase: true,
  longs: Number,
  defaults: false,
})
const service = packageDefinition['moby.buildkit.v1.frontend.LLBBridge'] as ServiceDefinition

/** The messages as protobufjs knows them, for what travels outside of calls. */
export const protos = new protobuf.Root()
protos.resolvePath = (_origin, path) => (path.startsWith('google/protobuf/') ? path : `${protoRoot}/${path}`)
protos.loadSync('github.com/moby/buildkit/frontend/gateway/pb/gateway.proto', { keepCase: true })

/** A status that a handler throws. */
export class RpcFailure extends Error {
  readonly code: number
  readonly details: readonly { readonly type_url: string; readonly value: Uint8Array }[]
  constructor(code: number, message: string, details: RpcFailure['details'] = []) {
    super(message)
    this.code = code
    this.details = details
  }
}

type Message = Readonly<Record<string, unknown>>
export type Handlers = Readonly<Record<string, (request: Message) => Message | Promise<Message>>>

/** A daemon's LLBBridge over a pair of streams, made of node:http2 and proto-loader: nothing of it is ours. */
export interface BridgeServer {
  /** The client's end. */
  readonly client: Duplex
  readonly calls: { readonly method: string; readonly request: Message; readonly timeout?: string }[]
  close(): void
}

/** Serves over in-process streams; `settings` are those of the HTTP/2 server. */
export function serveBridge(handlers: Handlers, settings: http2.Settings = {}): BridgeServer {
  const [near, far] = duplexPair({ highWaterMark: 1 << 16 })
  const calls = serveOn(far, handlers, settings)
  return {
    client: near,
    calls,
    close: () => {
      far.destroy()
      near.destroy()
    },
  }
}

/** Serves over one stream. */
export function serveOn(
  duplex: Duplex,
  handlers: Handlers,
  settings: http2.Settings = {},
): BridgeServer['calls'] {
  const calls: { method: string; request: Message; timeout?: string }[] = []
  duplex.on('error', () => {})
  const session = http2.performServerHandshake(duplex, { settings })
  session.on('error', () => {})
  session.on('stream', (stream, headers) => {
    const path = String(headers[':path'])
    const method = path.slice(path.lastIndexOf('/') + 1)
    const chunks: Buffer[] = []
    stream.on('error', () => {})
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', async () => {
      const definition = service[method]
      const trailers: http2.OutgoingHttpHeaders = { 'grpc-status': '0' }
      let body: Buffer | undefined
      try {
        const handler = handlers[method]
        if (!definition || definition.path !== path || !handler)
          throw new RpcFailure(12, `unknown method ${method}`)
        const request = definition.requestDeserialize(Buffer.concat(chunks).subarray(5)) as Message
        const timeout = headers['grpc-timeout']
        calls.push({ method, request, ...(timeout === undefined ? {} : { timeout: String(timeout) }) })
        const message = definition.responseSerialize(await handler(request))
        body = Buffer.concat([Buffer.alloc(5), message])
        body.writeUInt32BE(message.length, 1)
      } catch (error) {
        if (!(error instanceof RpcFailure)) throw error
        Object.assign(trailers, trailersOf(error))
      }
      if (stream.destroyed) return
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
      stream.on('wantTrailers', () => stream.sendTrailers(trailers))
      stream.end(body)
    })
  })
  return calls
}

function trailersOf(error: RpcFailure): http2.OutgoingHttpHeaders {
  const trailers: http2.OutgoingHttpHeaders = {
    'grpc-status': String(error.code),
    'grpc-message': encodeURIComponent(error.message),
  }
  if (error.details.length > 0) {
    const type = protos.lookupType('google.rpc.Status')
    const bytes = type.encode({ code: error.code, message: error.message, details: error.details }).finish()
    trailers['grpc-status-details-bin'] = Buffer.from(bytes).toString('base64').replace(/=+$/, '')
  }
  return trailers
}
