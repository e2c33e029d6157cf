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

/** The files that define the frontend: those that are named on the command line, or else in the config. */
async function frontendFiles(values: OptionValues, io: CommandIo): Promise<readonly string[]> {
  const named = values.strings('frontend')
  if (named.length === 0) return (await configuredFrontend(io.directory)).files
  return named.map((written) => {
    const file = path.resolve(io.directory, written)
    if (!existsSync(file)) throw new UsageError(`there is no file ${written}`)
    return file
  })
}

async function load(file: string, io: CommandIo): Promise<readonly FrontendDefinition[]> {
  const [{ loadExtension }, { nodeModuleHost }, { routeConsole }] = await Promise.all([
    import('../modules/index.ts'),
    import('../node-host/module-host.ts'),
    import('../node-host/route-console.ts'),
  ])
  const nameOf = (one: string) => shortName(one, io.directory)
  routeConsole(({ place, text }) =>
    io.err(`${place ? `${nameOf(place.path)}:${place.line}: ` : ''}${text}\n`),
  )
  return loadExtension(file, nodeModuleHost, { nameOf })
}

/** A path as the user would write it. */
export function shortName(file: string, directory: string): string {
  const relative = path.relative(directory, file)
  return relative.startsWith('..') ? file : relative
}
