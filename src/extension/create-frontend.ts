import type { Frontend } from '../frontend/index.ts'
import type { ComputingHost } from '../host/index.ts'
import { BuildError, type SourceFile } from '../source/index.ts'
import { nameSuggestion } from '../suggest/index.ts'
import { composeTables, flatten } from './compose.ts'
import type { FrontendDefinition } from './define-frontend.ts'
import { type AskedExtension, readExtensionsDirectives } from './extensions-directive.ts'
import { missingExtensionHint } from './missing-extension.ts'
import { runUnlimited } from './time-limit.ts'
import { unreadExtensionsRule } from './unread-directives.ts'

/**
 * What the program around a frontend brings along.
 *
 * @example
 * const host: FrontendHost = { randomId: () => 'the-same-in-every-test' }
 */
export interface FrontendHost extends Partial<ComputingHost>, Pick<Frontend, 'randomId'> {}

/**
 * Makes a definition into a frontend that can build.
 * Throws BuildError (code `extension`) where the definition is malformed.
 *
 * @example
 * const result = await build(client, createFrontend(myorg))
 */
export function createFrontend(definition: FrontendDefinition, host: FrontendHost = {}): Frontend {
  const { runLimited = runUnlimited, host: platform, sha256, decompress, randomId } = host
  const always = flatten([definition])
  const offered = offersOf(always)
  const plain = always.every((part) => isEmpty(part))
  const lazy = new LazyDefinitions()
  return {
    ...(platform ? { host: platform } : {}),
    ...(sha256 ? { sha256 } : {}),
    ...(decompress ? { decompress } : {}),
    runLimited,
    ...(randomId ? { randomId } : {}),
    ...(plain ? {} : composeTables(always, runLimited)),
    ...(offered.size === 0 && !always.some(({ load }) => load)
      ? {}
      : {
          prepareFor(file: SourceFile) {
            const asked = readExtensionsDirectives(file).asked.map(({ name }) => offered.get(name))
            return lazy.load([...always, ...asked.filter((one) => one !== undefined)])
          },
          forFile(file: SourceFile) {
            const { asked, unread } = readExtensionsDirectives(file)
            const loaded = always.some((one) => lazy.isLoaded(one))
            if (asked.length === 0 && unread.length === 0 && !loaded) return undefined
            const chosen = chosenFor(asked, always, offered)
            const definitions = flatten([...always, ...chosen]).map((one) => lazy.get(one))
            const tables = composeTables(definitions, runLimited)
            return { ...tables, rules: [...tables.rules, unreadExtensionsRule(new Set(offered.keys()))] }
          },
          hintFor: (error: BuildError, file: SourceFile) => missingExtensionHint(error, file, offered),
        }),
  }
}

/** Definitions that are loaded once they are needed. */
class LazyDefinitions {
  readonly #loaded = new Map<FrontendDefinition, FrontendDefinition>()

  isLoaded(definition: FrontendDefinition): boolean {
    return this.#loaded.has(definition)
  }

  /** The definition with what was loaded for it. */
  get(definition: FrontendDefinition): FrontendDefinition {
    return this.#loaded.get(definition) ?? definition
  }

  /** Loads what is still to be loaded; undefined where nothing is. Throws BuildError. */
  load(definitions: readonly FrontendDefinition[]): Promise<void> | undefined {
    const missing = definitions.filter((one) => one.load && !this.#loaded.has(one))
    return missing.length === 0 ? undefined : this.#load(missing)
  }

  async #load(definitions: readonly FrontendDefinition[]): Promise<void> {
    for (const definition of definitions) {
      const { name, load } = definition
      try {
        this.#loaded.set(definition, { ...(await load?.()), name })
      } catch (error) {
        if (error instanceof BuildError) throw error
        const reason = error instanceof Error ? error.message : String(error)
        throw new BuildError('extension', `extension ${name} cannot be loaded: ${reason}`, { cause: error })
      }
    }
  }
}

function isEmpty(definition: FrontendDefinition): boolean {
  const { instructions, rules, policies, resolvers, subrequests } = definition
  return [instructions, rules, policies, resolvers, subrequests].every((list) => !list || list.length === 0)
}

function offersOf(definitions: readonly FrontendDefinition[]): ReadonlyMap<string, FrontendDefinition> {
  const offered = new Map<string, FrontendDefinition>()
  for (const { name, offers = [] } of definitions) {
    for (const offer of offers) {
      const known = offered.get(offer.name)
      if (known && known !== offer) {
        throw new BuildError('extension', `extension ${name}: two extensions ${offer.name} are offered`)
      }
      offered.set(offer.name, offer)
    }
  }
  return offered
}

function chosenFor(
  asked: readonly AskedExtension[],
  always: readonly FrontendDefinition[],
  offered: ReadonlyMap<string, FrontendDefinition>,
): readonly FrontendDefinition[] {
  return asked.flatMap(({ name, location }) => {
    // One that is part of the frontend in any case is there, with the options that it has there.
    if (always.some((definition) => definition.name === name)) return []
    const definition = offered.get(name)
    if (definition) return definition
    throw new BuildError(
      'extension',
      `there is no extension ${name}${nameSuggestion(name, offered.keys())}`,
      {
        at: location,
        hint: `there are: ${[...offered.keys()].sort().join(', ')}`,
      },
    )
  })
}
