import { duplexPair } from 'node:stream'
import { serveBridge } from '../../../bench/gateway/serve.ts'
import { build } from '../../../src/frontend/index.ts'
import { connectGateway, connectPipes, readEnvironment } from '../../../src/gateway/index.ts'
import { imageFrontend } from '../../../src/image/image-frontend.ts'
import { BuildError } from '../../../src/index.ts'
import { nodeHost } from '../../../src/node-host/index.ts'
import { ScenarioDaemon } from './daemon.ts'
import { environmentOf, type Scenario } from './scenario.ts'

/** What is wrong with how a build in this process ended; undefined where it has a result or one clear error. */
export async function problemInProcess(scenario: Scenario): Promise<string | undefined> {
  const [near, far] = duplexPair()
  for (const end of [near, far]) end.on('error', () => {})
  const daemon = new ScenarioDaemon(scenario)
  serveBridge(far, daemon, { called: () => {}, answered: () => {} })
  try {
    const client = await connectGateway(
      connectPipes(near, near, () => {}),
      readEnvironment(environmentOf(scenario)),
    )
    try {
      await client.returnResult(await build(client, await imageFrontend(nodeHost)))
      return undefined
    } catch (error) {
      if (!(error instanceof BuildError) || error.code === 'internal') throw error
      await client.returnFailure(error).catch(() => {})
      return undefined
    }
  } catch (error) {
    if (error instanceof BuildError && error.code !== 'internal') return undefined
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    near.destroy()
    far.destroy()
  }
}
