import type { ImageConfig } from '../../src/convert/index.ts'
import { serializeImageConfig } from '../../src/convert/index.ts'
import { createFrontend, type FrontendDefinition } from '../../src/extension/index.ts'
import { build } from '../../src/frontend/index.ts'
import { createOfflineClient, memoryTree } from '../../src/offline/index.ts'
import { BuildError } from '../../src/source/index.ts'

/** Builds without an engine, and tells which images were looked up on the way, in order. */
export async function lookedUpBy(
  text: string,
  frontend: FrontendDefinition,
  options: Readonly<Record<string, string>> = {},
  images: Readonly<Record<string, Partial<ImageConfig>>> = {},
): Promise<{ readonly lookedUp: readonly string[]; readonly error: BuildError | undefined }> {
  const lookedUp: string[] = []
  const client = createOfflineClient({
    options: new Map(Object.entries({ cmdline: 'slipway', source: 'slipway', ...options })),
    locals: new Map([
      ['dockerfile', memoryTree({ Dockerfile: text })],
      ['context', memoryTree({})],
    ]),
    platforms: [{ os: 'linux', architecture: 'amd64' }],
    imageConfig(reference) {
      lookedUp.push(reference)
      const config = images[reference]
      if (!config) return undefined
      const whole: ImageConfig = {
        os: 'linux',
        architecture: 'amd64',
        config: {},
        rootfs: { type: 'layers', diffIds: [`sha256:${'0'.repeat(64)}`] },
        history: [],
        ...config,
      }
      return new TextEncoder().encode(serializeImageConfig(whole))
    },
  })
  try {
    await build(client, createFrontend(frontend))
    return { lookedUp, error: undefined }
  } catch (error) {
    if (error instanceof BuildError) return { lookedUp, error }
    throw error
  }
}
