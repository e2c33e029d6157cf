import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FrontendCommand } from './frontend-command.ts'

const executable = fileURLToPath(new URL('../../dist/slipway-frontend', import.meta.url))

/** Our frontend as its image starts it, but without the image. Throws Error where it has not been built. */
export function ownFrontend(): FrontendCommand {
  if (!existsSync(executable))
    throw new Error('there is no dist/slipway-frontend: run scripts/executable first')
  // Without a name in the environment: a container of ours has none either.
  return { name: 'slipway', command: executable, args: [], environment: {} }
}
