import type { InstructionDefinitionTable } from '../convert/index.ts'
import type { Decompress, RunLimited } from '../host/index.ts'
import type { LintRule } from '../lint/index.ts'
import { type Sha256, sha256 } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import type { Policy, Resolver } from '../policy/index.ts'
import type { BuildError, SourceFile } from '../source/index.ts'
import { decompressAsTheWeb } from './decompress-as-the-web.ts'
import { randomId } from './random-id.ts'
import type { Subrequest } from './subrequests/subrequest.ts'

/**
 * What a frontend is made of; every field has what the reference has where it is absent.
 *
 * @example
 * const frontend: Frontend = createFrontend(myorg)
 */
export interface Frontend {
  readonly instructions?: InstructionDefinitionTable
  readonly rules?: readonly LintRule[]
  /** What `docker build --call=NAME` can ask for. */
  readonly subrequests?: readonly Subrequest[]
  /** Look at the whole of the build before it is solved, in this order. */
  readonly policies?: readonly Policy[]
  /** Say what images stand for before they are looked up, in this order. */
  readonly resolvers?: readonly Resolver[]
  /** Loads what `forFile` of this Dockerfile needs; undefined where that is there. Throws BuildError. */
  prepareFor?(file: SourceFile): Promise<void> | undefined
  /** What the frontend is for this very Dockerfile, where that is something else. */
  forFile?(file: SourceFile): Partial<Frontend> | undefined
  /** What the user can do about an error, where it is this frontend that knows. */
  hintFor?(error: BuildError, file: SourceFile): string | undefined | Promise<string | undefined>
  /** Told of every mistake in the Dockerfile, where all of them are wanted: see `ConvertOptions.onMistake`. */
  readonly onMistake?: (error: BuildError) => void
  /** The platform that this program runs on; `linux/amd64` by default. */
  readonly host?: Platform
  /** In place of the one in JavaScript, which any platform has. */
  readonly sha256?: Sha256
  /** In place of what the web has, where that is there: gzip alone. */
  readonly decompress?: Decompress
  /** Ends computations that take too long; without it, nothing does. */
  readonly runLimited?: RunLimited
  /** Makes random ids, for progress groups. */
  readonly randomId?: () => string
  /** What is to be told to the user while the build goes on, as warnings. */
  readonly messages?: MessageSource
}

/**
 * Texts for the user: what extensions print.
 *
 * @example
 * const messages: MessageSource = { subscribe: (listener) => listener('all is well') }
 */
export interface MessageSource {
  /** Lets one listener have them, those from before as well. */
  subscribe(listener: (text: string) => void): void
}

/** A frontend with nothing left open. */
export interface CompleteFrontend extends Frontend {
  readonly host: Platform
  readonly sha256: Sha256
  readonly decompress: Decompress
  readonly runLimited: RunLimited
  readonly randomId: () => string
}

export function completeFrontend(frontend: Frontend): CompleteFrontend {
  return {
    ...frontend,
    host: frontend.host ?? { os: 'linux', architecture: 'amd64' },
    sha256: frontend.sha256 ?? sha256,
    decompress: frontend.decompress ?? decompressAsTheWeb,
    runLimited: frontend.runLimited ?? ((work) => ({ done: true, value: work() })),
    randomId: frontend.randomId ?? randomId,
  }
}
