import type { BuildResult } from '../../gateway/client.ts'
import type { Finding } from '../../lint/index.ts'
import type { Conversion } from '../conversion.ts'
import { answerSubrequest } from './answer.ts'
import { createSubrequestBuild } from './create-subrequest-build.ts'
import { builtinSubrequests } from './index.ts'

/** Answers the subrequest of this name. Throws BuildError where there is none. */
export function answerRequest(
  request: string,
  conversion: Conversion,
  warn: (finding: Finding) => void,
): Promise<BuildResult> {
  const { subrequests = builtinSubrequests } = conversion.frontend
  return answerSubrequest(request, createSubrequestBuild(conversion, subrequests, warn))
}
