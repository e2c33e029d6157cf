import type { Frontend } from '../frontend/index.ts'
import { BuildError, type SourceFile } from '../source/index.ts'
import { suggestion } from '../suggest/index.ts'
import { composeTables, flatten } from './compose.ts'
import type { FrontendDefinition } from './define-frontend.ts'
import { readExtensionsDirective } from './extensions-directive.ts'
import { type RunLimited, runUnlimited } from './time-limit.ts'

/**
 * What the program around a frontend brings along.
 *
 * @example
 * const host: FrontendHost = { randomId: () => 'the-same-in-every-test' }
 */
export interface FrontendHost extends Pick<Frontend, 'host' | 'sha256' | 'randomId'> {
  /** Stops computations of extensions that take too long; absent, nothing does. */
  readonly runLimited?: RunLimited
}

/**
 * Makes a definition into a frontend that can build.
 * Throws BuildError (code `extension`) where the definition is malformed.
 *
 * @example
 * const result = await build(client, createFrontend(myorg))
 */
export function createFrontend(definition: FrontendDefinition, host: FrontendHost = {}): Frontend {
  const { runLimited = runUnlimited, ...rest } = host
  const always = flatten([definition])
  const offered = offersOf(always)
  const plain = always.every((part) => isEmpty(part))
  return {
    ...rest,
    ...(plain ? {} : composeTables(always, runLimited)),
    ...(offered.size === 0
      ? {}
      : {
          forFile(file: SourceFile) {
            const chosen = chosenFor(file, offered)
            if (chosen.length === 0) return undefined
            return composeTables(flatten([...always, ...chosen]), runLimited)
          },
        }),
  }
}

function isEmpty({ instructions, rules, policies, subrequests }: FrontendDefinition): boolean {
  return [instructions, rules, policies, subrequests].every((list) => !list || list.length === 0)
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
  file: SourceFile,
  offered: ReadonlyMap<string, FrontendDefinition>,
): readonly FrontendDefinition[] {
  const asked = readExtensionsDirective(file)
  return (asked?.names ?? []).map((name) => {
    const definition = offered.get(name)
    if (definition) return definition
    throw new BuildError(
      'extension',
      `there is no extension ${name}${suggestion(name, offered.keys(), false)}`,
      { at: asked?.location ?? [] },
    )
  })
}
