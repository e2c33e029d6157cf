import { engineHost } from './engine-host/engine-host.ts'
import { build } from './frontend/index.ts'
import type { BuildResult, GatewayClient } from './gateway/client.ts'
import { imageFrontend } from './image/image-frontend.ts'

/** One build by the frontend of our image, as the executable does it. */
export async function buildImage(client: GatewayClient): Promise<BuildResult> {
  return build(client, await imageFrontend(engineHost))
}
