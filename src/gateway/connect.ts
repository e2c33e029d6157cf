import { LlbBridge } from './bridge.ts'
import { BridgeClient } from './bridge-client.ts'
import { createCapSet } from './cap-set.ts'
import type { ProcessEnvironment } from './environment.ts'
import type { Http2Connection } from './http2/connection.ts'
import { defaultGatewayCaps, defaultLlbCaps, knownGatewayCaps, knownLlbCaps } from './known-caps.ts'
import { readPong } from './read-pong.ts'

const pingTimeout = 15_000

/** Greets the daemon and learns what it can do. Throws BuildError (code `daemon`) where it does not answer. */
export async function connectGateway(
  connection: Http2Connection,
  environment: ProcessEnvironment,
): Promise<BridgeClient> {
  const bridge = new LlbBridge(connection)
  const pong = await bridge.callAndRead('Ping', {}, readPong, pingTimeout)
  const { product } = environment
  return new BridgeClient(bridge, {
    ...environment,
    gatewayCaps: createCapSet(knownGatewayCaps, pong.gatewayCaps, defaultGatewayCaps, product),
    llbCaps: createCapSet(knownLlbCaps, pong.llbCaps, defaultLlbCaps, product),
  })
}
