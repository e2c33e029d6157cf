import { existsSync } from 'node:fs'
import path from 'node:path'
import { createFrontend, defineFrontend, type FrontendDefinition } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import { loadExtension } from '../modules/index.ts'
import { nodeModuleHost } from '../node-host/module-host.ts'
import { nodeHost } from '../node-host.ts'
import { type OptionValues, UsageError } from './command.ts'
import type { CommandIo } from './io.ts'

/**
 * The frontend that a command line asks for: that of our image, with the definitions of `--frontend`.
 * Throws UsageError for a file that is not there, BuildError for one that is no extension, or does not fit.
 */
export async function openFrontend(values: OptionValues, io: CommandIo): Promise<Frontend> {
  const loaded = await Promise.all(values.strings('frontend').map((file) => load(file, io)))
  const { runLimited } = nodeHost
  return createFrontend(
    defineFrontend({ name: 'slipway', use: loaded.flat(), offers: offeredExtensions }),
    runLimited ? { runLimited } : {},
  )
}

async function load(written: string, io: CommandIo): Promise<readonly FrontendDefinition[]> {
  const file = path.resolve(io.directory, written)
  if (!existsSync(file)) throw new UsageError(`there is no file ${written}`)
  return loadExtension(file, nodeModuleHost, { nameOf: (one) => shortName(one, io.directory) })
}

/** A path as the user would write it. */
function shortName(file: string, directory: string): string {
  const relative = path.relative(directory, file)
  return relative.startsWith('..') ? file : relative
}
