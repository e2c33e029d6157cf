import type { Metadata } from '@grpc/grpc-js'
import { BuildError, clientMessage, type ErrorDetail, shownPlaces } from '../source/index.ts'
import type { Status } from './client.ts'
import { Status as StatusMessage } from './generated/messages.ts'
import { sourceDetail, sourceType } from './source-detail.ts'

const internal = 13

/** The error of a failed call, its details included. */
export function daemonError(failure: {
  readonly code: number
  readonly details: string
  readonly metadata?: Metadata
}): BuildError {
  const status = readStatus(failure.metadata?.get('grpc-status-details-bin')[0])
  if (!status || status.code !== failure.code) {
    return new BuildError('daemon', failure.details, { status: failure.code })
  }
  const details = status.details.map((any) => ({ typeUrl: any.type_url, value: any.value }))
  return new BuildError('daemon', status.message, { status: status.code, details: reraised(details) })
}

function readStatus(bytes: string | Buffer | undefined): StatusMessage | undefined {
  if (bytes === undefined || typeof bytes === 'string') return undefined
  try {
    return StatusMessage.decode(bytes)
  } catch {
    return undefined
  }
}

/** Details that BuildKit's clients unpack and wrap around the error; those they do not know stay as they are. */
const unpacked =
  /^github\.com\/moby\/buildkit\/errdefs\.(Source|Vertex|Subrequest|FrontendCap|Solve|Frontend|CompatibilityFeature|ProvenanceMaterialsIncomplete)\+json$/

/**
 * Details in the order in which the reference sends them again: each one that is unpacked wraps the error, so
 * that the last one received comes first.
 */
function reraised(details: readonly ErrorDetail[]): readonly ErrorDetail[] {
  const known = details.filter((detail) => unpacked.test(detail.typeUrl))
  const others = details.filter((detail) => !unpacked.test(detail.typeUrl))
  return [...others, ...known.reverse()]
}

/**
 * What `Return.error` carries for a failure, whatever was thrown. Places of the error become details where it
 * has none yet: the place that was added last stands outermost, and the outermost comes first.
 */
export function statusOf(failure: unknown): Status {
  if (!(failure instanceof BuildError)) {
    const message = failure instanceof Error ? failure.message : String(failure)
    return { code: internal, message: shortened(`internal error: ${message}`), details: [] }
  }
  const placed = failure.details.some(({ typeUrl }) => typeUrl === sourceType)
  const sources = placed ? [] : shownPlaces(failure.locations).map(sourceDetail).reverse()
  const message = shortened(clientMessage(failure))
  return { code: failure.status, message, details: [...sources, ...failure.details] }
}

const longestMessage = 1024 * 1024

/** A message that quotes what is wrong may be as long as the Dockerfile. */
function shortened(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}\u2026`
}
