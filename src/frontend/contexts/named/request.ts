import type { BuildSources, NamedContext } from '../../../convert/index.ts'
import type { Session } from '../session.ts'
import type { IgnorePatterns } from './ignore-patterns.ts'

/** A named context that is about to be loaded. */
export interface NamedContextRequest {
  readonly session: Session
  /** `KIND:REST`. */
  readonly specifier: string
  /** As the Dockerfile uses it, shortened. */
  readonly name: string
  /** As the option has it, which may be for one platform only: `NAME::PLATFORM`. */
  readonly qualifiedName: string
  readonly options: Parameters<BuildSources['namedContext']>[1]
  /** Ignore patterns of local contexts, read once. */
  readonly ignorePatterns: IgnorePatterns
}

export type LoadedContext = Awaited<ReturnType<NamedContext['load']>>

/** What a kind of context does with a request; it may turn out to be another specifier. */
export type ContextLoader = (
  request: NamedContextRequest,
  rest: string,
) => Promise<LoadedContext | Replacement>

/** A specifier that a policy of the daemon put in place of the asked one. */
export interface Replacement {
  readonly replacedBy: string
}
