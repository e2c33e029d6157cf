import { existsSync } from 'node:fs'
import path from 'node:path'
import { createFrontend, defineFrontend, type FrontendDefinition } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import { nodeHost } from '../node-host/index.ts'
import { type OptionValues, UsageError } from './command.ts'
import { configuredFrontend } from './configured-frontend.ts'
import type { CommandIo } from './io.ts'

/**
 * The frontend that a command line asks for: that of our image, with the definitions of `--frontend`, or else of
 * the config. What extensions print goes to standard error.
 * Throws UsageError for a file that is not there, BuildError for one that is no extension, or does not fit.
 */
export async function openFrontend(values: OptionValues, io: CommandIo): Promise<Frontend> {
  const loaded: FrontendDefinition[] = []
  for (const file of await frontendFiles(values, io)) loaded.push(...(await load(file, io)))
  const { runLimited } = nodeHost
  return createFrontend(defineFrontend({ name: 'slipway', use: loaded, offers: offeredExtensions }), {
    runLimited,
  })
}

/**
 * The files that define the frontend: those that are named on the command line, or else in the config.
 * Throws UsageError for one that is not there.
 */
export async function frontendFiles(values: OptionValues, io: CommandIo): Promise<readonly string[]> {
  const named = values.strings('frontend')
  if (named.length === 0) return (await configuredFrontend(io.directory)).files
  return named.map((written) => {
    const file = path.resolve(io.directory, written)
    if (!existsSync(file)) throw new UsageError(`there is no file ${written}`)
    return file
  })
}

async function load(file: string, io: CommandIo): Promise<readonly FrontendDefinition[]> {
  const [{ loadExtension }, { nodeModuleHost }] = await Promise.all([
    import('../modules/index.ts'),
    import('../node-host/module-host.ts'),
    routeExtensionConsole(io),
  ])
  return loadExtension(file, nodeModuleHost, { nameOf: (one) => shortName(one, io.directory) })
}

/** From now on, what extensions print goes to standard error, each with its place. */
export async function routeExtensionConsole(io: CommandIo): Promise<void> {
  const { routeConsole } = await import('../node-host/route-console.ts')
  routeConsole(({ place, text }) => {
    const where = place ? `${shortName(place.path, io.directory)}:${place.line}: ` : ''
    io.err(`${where}${text}\n`)
  })
}

/** A path as the user would write it. */
export function shortName(file: string, directory: string): string {
  const relative = path.relative(directory, file)
  return relative.startsWith('..') ? file : relative
}
