import { BuildError } from '../../source/index.ts'
import { errorDetail } from '../error-details.ts'

const SUPPORTED: ReadonlySet<string> = new Set([
  'moby.buildkit.frontend.inputs',
  'moby.buildkit.frontend.subrequests',
  'moby.buildkit.frontend.contexts',
  'moby.buildkit.frontend.gitquerystring',
  'moby.buildkit.frontend.contexts.zstd',
])

/** gRPC's `Unimplemented`. */
const UNIMPLEMENTED = 12

/** What `frontend.caps` asks for that this frontend lacks. */
export interface MissingFrontendCaps {
  readonly error: BuildError
  /** Whether a frontend that the Dockerfile names may have it instead. */
  readonly mayForward: boolean
}

/**
 * `frontend.caps`: capabilities that the client needs of the frontend, `NAME` or `NAME+forward`; undefined
 * where all are there.
 */
export function readFrontendCaps(value: string): MissingFrontendCaps | undefined {
  if (value === '') return undefined
  let missing: MissingFrontendCaps | undefined
  for (const entry of value.split(',')) {
    const name = entry.split('+', 1)[0] ?? ''
    if (SUPPORTED.has(name)) continue
    const mayForward = entry.includes('+forward')
    const error = new BuildError('capability', `unsupported frontend capability ${name}`, {
      status: UNIMPLEMENTED,
      details: [errorDetail('FrontendCap', { name: name || undefined })],
    })
    missing = { error, mayForward }
    if (!mayForward) break
  }
  return missing
}
