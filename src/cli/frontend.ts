import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { exportedDefinitions } from '../extension/exported-definitions.ts'
import { createFrontend, defineFrontend, type FrontendDefinition } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import { nodeHost } from '../node-host.ts'
import { type OptionValues, UsageError } from './command.ts'
import type { CommandIo } from './io.ts'

/**
 * The frontend that a command line asks for: that of our image, with the definitions of `--frontend`.
 * Throws UsageError for a file that holds none, BuildError for definitions that do not fit.
 */
export async function openFrontend(values: OptionValues, io: CommandIo): Promise<Frontend> {
  const loaded = await Promise.all(
    values.strings('frontend').map((file) => load(path.resolve(io.directory, file), file)),
  )
  const { runLimited } = nodeHost
  return createFrontend(
    defineFrontend({ name: 'slipway', use: loaded.flat(), offers: offeredExtensions }),
    runLimited ? { runLimited } : {},
  )
}

async function load(file: string, written: string): Promise<readonly FrontendDefinition[]> {
  let module: { readonly default?: unknown }
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module
  } catch (error) {
    throw new UsageError(`${written} cannot be loaded: ${error instanceof Error ? error.message : error}`)
  }
  const definitions = exportedDefinitions(module.default)
  if (definitions) return definitions
  throw new UsageError(`the default export of ${written} is no definition of a frontend`)
}
