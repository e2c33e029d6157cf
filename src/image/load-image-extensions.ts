import type { FrontendDefinition } from '../extension/index.ts'
import { type MessageSource, withSources } from '../frontend/index.ts'
import type { ConsoleMessage, ModuleHost } from '../host/index.ts'
import { loadExtensions } from '../modules/index.ts'
import { BuildError } from '../source/index.ts'

/** Milliseconds that an extension may compute without a pause, unless a part of it says that it needs more. */
const COMPUTING_LIMIT = 5_000
/** Bytes that the process may have while an extension runs. */
const MEMORY_LIMIT = 512 * 2 ** 20

/** The extensions of an image, and what they print. */
export interface ImageExtensions {
  readonly definitions: readonly FrontendDefinition[]
  readonly messages: MessageSource
}

/** Loads the extensions of an image within limits. Throws BuildError (code `extension`), with its place. */
export async function loadImageExtensions(directory: string, host: ModuleHost): Promise<ImageExtensions> {
  const messages = new ConsoleMessages()
  host.routeConsole((message) => messages.tell(message))
  host.limitExtensions?.(COMPUTING_LIMIT, MEMORY_LIMIT)
  try {
    const definitions = await loadExtensions(directory, host)
    host.limitExtensions?.(Math.max(COMPUTING_LIMIT, ...definitions.flatMap(limitsOf)), MEMORY_LIMIT)
    return { definitions, messages }
  } catch (error) {
    throw error instanceof BuildError ? withSources(error, () => undefined) : error
  }
}

/** How long parts of a definition say that they may compute. */
function limitsOf({ instructions = [], use = [] }: FrontendDefinition): readonly number[] {
  const own = instructions.map((part) => ('timeLimit' in part ? Number(part.timeLimit ?? 0) : 0))
  return [...own, ...use.flatMap(limitsOf)].filter(Number.isFinite)
}

/** What extensions print, kept until somebody listens. */
class ConsoleMessages implements MessageSource {
  readonly #waiting: string[] = []
  #listener: ((text: string) => void) | undefined

  tell({ place, text }: ConsoleMessage): void {
    const message = place ? `${place.path}:${place.line}: ${text}` : text
    if (this.#listener) this.#listener(message)
    else this.#waiting.push(message)
  }

  subscribe(listener: (text: string) => void): void {
    this.#listener = listener
    for (const message of this.#waiting.splice(0)) listener(message)
  }
}
