import type { BuildReader, ConvertResult, Outline, Target } from '../../convert/index.ts'
import type { Dockerfile } from '../../dockerfile/index.ts'
import type { Finding, LintResult } from '../../lint/index.ts'
import type { Definition, Sha256 } from '../../llb/index.ts'
import type { SourceFile } from '../../source/index.ts'
import type { BuildOptions } from '../options/build-options.ts'

/** A name that a subrequest knows, told by `--call=subrequests.describe`. */
export interface Named {
  readonly name: string
  readonly description?: string
}

/**
 * What a subrequest answers: texts by name (`result.json`, `result.txt`, `result.statuscode`).
 *
 * @example
 * const answer: SubrequestAnswer = { 'result.txt': 'no\n', 'result.statuscode': '1' }
 */
export type SubrequestAnswer = Readonly<Record<string, string>>

/**
 * Something that a client may ask for in place of a build: `docker build --call=NAME`.
 *
 * @example
 * const hello: Subrequest = defineSubrequest({ name: 'hello', description: 'Say hello', handle: async () => ({ 'result.txt': 'hello\n' }) })
 */
export interface Subrequest {
  /** `frontend.NAME`. */
  readonly name: string
  /** Of the answer's format. */
  readonly version: string
  readonly description: string
  /** Options that it heeds. */
  readonly opts?: readonly Named[]
  readonly inputs?: readonly Named[]
  /** What its answer has. */
  readonly metadata?: readonly Named[]
  readonly refs?: readonly Named[]
  /** Left out of the list that clients see. */
  readonly unlisted?: boolean
  /** Answers. Throws BuildError, which the client is shown as it is. */
  handle(build: SubrequestBuild): Promise<SubrequestAnswer>
}

/**
 * What a subrequest is given to answer with. The Dockerfile is read anew for each question.
 *
 * @example
 * async handle(build) {
 *   const { findings } = await build.check()
 *   return { 'result.txt': `${findings.length} findings\n` }
 * }
 */
export interface SubrequestBuild {
  /** The Dockerfile. */
  readonly file: SourceFile
  /** What the client asked for: target, build args, platforms … */
  readonly options: BuildOptions
  /** All subrequests of the frontend. */
  readonly subrequests: readonly Subrequest[]
  readonly reader: BuildReader
  /** The hash that digests of ops are made with. */
  readonly sha256: Sha256
  /** Shows what a build check finds in the progress output. */
  readonly warn: (finding: Finding) => void
  /** The graph that a source file was read from. */
  definitionOf(file: SourceFile): Definition | undefined
  /** The Dockerfile as typed instructions. Throws BuildError. */
  parse(): Promise<Dockerfile>
  /** The stages that can be built. Throws BuildError. */
  targets(): Promise<readonly Target[]>
  /** What the target takes from outside. Throws BuildError. */
  outline(): Promise<Outline>
  /** What build checks find: of all stages, or of those that the target needs where one is named. */
  check(): Promise<LintResult>
  /** What would be built for the daemon's platform. Policies are not asked: nothing is. Throws BuildError. */
  convert(): Promise<ConvertResult>
  /** What was converted as the daemon takes it. */
  marshal(converted: ConvertResult): Definition
}
