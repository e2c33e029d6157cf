import type { ErrorCode } from './error-code.ts'
import type { Location, Span } from './span.ts'
import { locationOf } from './span.ts'

/** More lines than these are marked in no excerpt that anybody reads. */
const mostLines = 10_000

/** A google.protobuf.Any that travels with a status. */
export interface ErrorDetail {
  readonly typeUrl: string
  readonly value: Uint8Array
}

/**
 * What an error knows beside its message.
 *
 * @example
 * throw new BuildError('conversion', 'no such team', { at: instruction.span, hint: 'See TEAMS.md.' })
 */
export interface BuildErrorOptions {
  /** Where in a source file; a span for what has exact offsets, a location where only lines are known. */
  readonly at?: Span | Location | readonly (Span | Location)[]
  /** The very place inside, such as one flag; what the command line puts its carets under. */
  readonly focus?: Span
  /** What the user can do about it; not part of the message. Clients are shown it where the error is `own`. */
  readonly hint?: string
  /**
   * Whether the error is none of the reference's, so that nobody compares its text with another frontend's: then
   * `docker build` shows hint and focus as well. True by default for the codes `extension` and `policy`.
   */
  readonly own?: boolean
  /** The gRPC status code, where it is not `Unknown` (2). */
  readonly status?: number
  /** Details to send along with the status, those that the daemon sent included. */
  readonly details?: readonly ErrorDetail[]
  readonly cause?: unknown
}

/**
 * The one error type that the library throws on bad input. `message` is the reference's wording;
 * `locations` are what Docker prints the excerpt of.
 *
 * @example
 * throw new BuildError('invalid-instruction', 'GREET takes one name')
 */
export class BuildError extends Error {
  override readonly name = 'BuildError'
  readonly code: ErrorCode
  readonly spans: readonly Span[]
  readonly focus: Span | undefined
  readonly hint: string | undefined
  readonly own: boolean
  readonly status: number
  readonly details: readonly ErrorDetail[]
  readonly #places: readonly (Span | Location)[]
  #locations: readonly Location[] | undefined

  constructor(code: ErrorCode, message: string, options: BuildErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    const { at = [] } = options
    this.#places = withIncluding('length' in at ? at : [at])
    this.spans = this.#places.filter((place) => 'start' in place)
    this.focus = options.focus
    this.hint = options.hint
    this.own = options.own ?? (code === 'extension' || code === 'policy')
    this.status = options.status ?? 2
    this.details = options.details ?? []
  }

  /** The places as Docker shows them. */
  get locations(): readonly Location[] {
    this.#locations ??= this.#places.map((place) => ('start' in place ? locationOf(place, mostLines) : place))
    return this.#locations
  }

  /**
   * This error, placed at `at` as well. A place is added in front of none: the first one known is the most
   * exact. With `message`, the text is replaced (to add the context of a caller).
   */
  with(change: {
    readonly at?: Span | Location
    readonly message?: string
    readonly focus?: Span
    readonly hint?: string
    readonly own?: boolean
  }): BuildError {
    const hint = change.hint ?? this.hint
    const focus = change.focus ?? this.focus
    return new BuildError(this.code, change.message ?? this.message, {
      at: change.at ? [...this.#places, change.at] : this.#places,
      status: this.status,
      details: this.details,
      cause: this.cause ?? this,
      own: change.own ?? this.own,
      ...(focus === undefined ? {} : { focus }),
      ...(hint === undefined ? {} : { hint }),
    })
  }
}

/** Places, and behind them the instructions that include the files which they are in. */
function withIncluding(places: readonly (Span | Location)[]): readonly (Span | Location)[] {
  if (places.every(({ file }) => file.includedBy === undefined)) return places
  const all = new Set(places)
  for (const { file } of all) if (file.includedBy) all.add(file.includedBy)
  return [...all]
}
