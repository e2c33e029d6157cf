import { onTestFinished } from 'vitest'
import type { BridgeClient } from '../../src/gateway/bridge-client.ts'
import { connectGateway, connectPipes } from '../../src/gateway/index.ts'
import { type BridgeServer, type Handlers, serveBridge } from './bridge-server.ts'

const everyCap = [
  ['solve.base', 'return', 'returnmap', 'proto.refarray', 'readfile', 'readdir', 'statfile', 'resolveimage'],
  [
    'frontend.inputs',
    'gateway.solve.evaluate',
    'gateway.evaluate',
    'gateway.warnings',
    'source.metaresolver',
  ],
].flat()

export interface ConnectOptions {
  /** Capabilities of the gateway that the daemon lacks. */
  readonly without?: readonly string[]
  readonly options?: ReadonlyMap<string, string>
}

/** A client of a daemon with these handlers. */
export async function connectTo(
  handlers: Handlers,
  { without = [], options = new Map() }: ConnectOptions = {},
): Promise<{ client: BridgeClient; server: BridgeServer }> {
  const caps = everyCap.filter((id) => !without.includes(id)).map((ID) => ({ ID, Enabled: true }))
  const server = serveBridge({
    Ping: () => ({ FrontendAPICaps: caps, LLBCaps: [{ ID: 'source.image', Enabled: true }] }),
    ...handlers,
  })
  onTestFinished(server.close)
  const connection = connectPipes(server.client, server.client, () => {})
  const client = await connectGateway(connection, {
    options,
    sessionId: 's1',
    workers: [],
    product: 'buildkit',
  })
  return { client, server }
}
