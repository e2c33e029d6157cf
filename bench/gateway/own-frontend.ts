import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeCodeCache } from '../../scripts/image/make-code-cache.ts'
import { directoryUntilExit } from '../engine/workspace.ts'
import type { FrontendCommand } from './frontend-command.ts'

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url))

/**
 * Our frontend as its image starts it: with the entrypoint's flags and a code cache, but without the image. Its
 * files are removed once the process ends. Throws Error where the bundle has not been built.
 */
export async function ownFrontend(): Promise<FrontendCommand> {
  const bundle = path('dist/frontend.js')
  if (!existsSync(bundle)) throw new Error('there is no dist/frontend.js: run `npm run build:frontend` first')
  const directory = directoryUntilExit()
  copyFileSync(bundle, join(directory, 'frontend.js'))
  copyFileSync(path('scripts/image/start.cjs'), join(directory, 'start.cjs'))
  const cache = await makeCodeCache(join(directory, 'frontend.js'))
  if (cache) writeFileSync(join(directory, 'frontend.cache'), cache)
  return {
    name: 'slipway',
    command: process.execPath,
    args: [...entrypointFlags(), join(directory, 'start.cjs')],
  }
}

/** What the image's entrypoint tells Node. */
function entrypointFlags(): readonly string[] {
  const [, written] = /^ENTRYPOINT (\[.*\])$/m.exec(readFileSync(path('Dockerfile'), 'utf8')) ?? []
  if (written === undefined) throw new Error('the Dockerfile of the frontend image has no ENTRYPOINT')
  return (JSON.parse(written) as readonly string[]).filter((word) => word.startsWith('--'))
}
