import { convertLlb } from './convert-llb.ts'
import { describe } from './describe.ts'
import { lint } from './lint.ts'
import { outline } from './outline.ts'
import type { Subrequest } from './subrequest.ts'
import { targets } from './targets.ts'

/** The subrequests of the reference, in the order of its list. */
export const builtinSubrequests: readonly Subrequest[] = [outline, targets, describe, lint, convertLlb]

export type { Named, Subrequest, SubrequestAnswer, SubrequestBuild } from './subrequest.ts'
