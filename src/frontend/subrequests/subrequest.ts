import type { SubrequestBuild } from './subrequest-build.ts'

/** A name that a subrequest knows, told by `--call=subrequests.describe`. */
export interface Named {
  readonly name: string
  readonly description?: string
}

/** What a subrequest answers: texts by name (`result.json`, `result.txt`, `result.statuscode`). */
export type SubrequestAnswer = Readonly<Record<string, string>>

/** Something that a client may ask for in place of a build: `docker build --call=NAME`. */
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
