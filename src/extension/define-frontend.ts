import type { InstructionDefinition } from '../convert/index.ts'
import type { Subrequest } from '../frontend/index.ts'
import type { LintRule } from '../lint/index.ts'
import type { Policy, Resolver } from '../policy/index.ts'
import { apiVersion } from './api-version.ts'
import type { InstructionExtension } from './extend-instruction.ts'

/**
 * What a frontend has beside the Dockerfile language of the reference; every part may be absent.
 *
 * @example
 * const myorg: FrontendDefinition = defineFrontend({ name: 'myorg', instructions: [greet] })
 */
export interface FrontendDefinition {
  /** As errors name it, and as `# extensions=NAME` of a Dockerfile does: lower case with dashes. */
  readonly name: string
  /**
   * The version of the API that it is made for; that of the `slipway` whose `defineFrontend` made it by default.
   * A frontend with another one refuses it.
   */
  readonly apiVersion?: number
  /** New instructions, and additions to those that exist. */
  readonly instructions?: readonly (InstructionDefinition | InstructionExtension)[]
  /** Build checks, which run behind the built-in ones. */
  readonly rules?: readonly LintRule[]
  /** Checks of the whole build, in the order in which they look at it. */
  readonly policies?: readonly Policy[]
  /** What images that a Dockerfile names stand for, in the order in which they are asked. */
  readonly resolvers?: readonly Resolver[]
  /** What `docker build --call=NAME` can ask for. */
  readonly subrequests?: readonly Subrequest[]
  /**
   * Brings what the definition has, once a build needs it: for what is large and mostly not needed. What is
   * written beside it is left aside then, but for the name.
   */
  readonly load?: () => Promise<Omit<FrontendDefinition, 'name' | 'load'>>
  /** Other definitions that are part of this one, whatever the Dockerfile says. */
  readonly use?: readonly FrontendDefinition[]
  /** Other definitions that a Dockerfile can turn on: `# extensions=NAME,NAME` at its head. */
  readonly offers?: readonly FrontendDefinition[]
}

/**
 * Makes a frontend, or an extension of one: they are the same. Nothing is checked yet; a definition that is
 * malformed (a name that is taken, say) fails the build with an error that names it.
 *
 * @example
 * export default defineFrontend({
 *   name: 'myorg',
 *   instructions: [greet, runNoCache],
 *   rules: [noLatest],
 *   policies: [noRoot],
 * })
 */
export function defineFrontend(definition: FrontendDefinition): FrontendDefinition {
  return Object.freeze({ apiVersion, ...definition })
}
