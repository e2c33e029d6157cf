import type { BuildResult } from '../../gateway/client.ts'
import { BuildError } from '../../source/index.ts'
import { errorDetail } from '../error-details.ts'
import type { SubrequestBuild } from './subrequest.ts'

const encoder = new TextEncoder()

/** Answers what the client asks for by name. Throws BuildError where there is no such subrequest. */
export async function answerSubrequest(name: string, build: SubrequestBuild): Promise<BuildResult> {
  const subrequest = build.subrequests.find((known) => known.name === name)
  if (subrequest === undefined) {
    throw new BuildError('capability', `unsupported request ${name}`, {
      details: [errorDetail('Subrequest', { name: name || undefined })],
    })
  }
  const answer = Object.entries(await subrequest.handle(build))
  return {
    metadata: new Map([
      ...answer.map(([key, text]): [string, Uint8Array] => [key, encoder.encode(text)]),
      ['version', encoder.encode(subrequest.version)],
    ]),
  }
}
