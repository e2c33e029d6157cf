import type { Definition } from '../llb/index.ts'
import {
  BuildError,
  type ErrorDetail,
  type SourceFile,
  shownPlaces,
  statusCodeName,
} from '../source/index.ts'
import { rangesJson, sourceInfoJson } from './definition-json.ts'
import { errorDetail, isErrorDetail } from './error-details.ts'

/**
 * The error with a detail for each place that it has, which is what clients print excerpts of; the outermost
 * place comes first.
 * @param definitionOf the graph that a source file was read from
 */
export function withSources(
  error: BuildError,
  definitionOf: (file: SourceFile) => Definition | undefined,
): BuildError {
  if (error.locations.length === 0) return error
  const sources = shownPlaces(error.locations).map(({ file, ranges, data }) =>
    errorDetail('Source', {
      info: sourceInfoJson(file, definitionOf(file), data),
      ranges: ranges.length > 0 ? rangesJson(ranges) : undefined,
    }),
  )
  return replaceDetails(error, [...sources.reverse(), ...error.details])
}

/** Whether an error says already which lines it is about. */
export function hasSource(error: BuildError): boolean {
  return error.details.some((detail) => isErrorDetail(detail, 'Source'))
}

/**
 * The error as it travels to the client. What the daemon said goes there in its own words: whatever was
 * being done is in the progress output already.
 */
export function wireError(error: BuildError): BuildError {
  const origin = daemonError(error)
  return origin === undefined || origin.message === error.message
    ? error
    : error.with({ message: origin.message })
}

/** The error's whole text, with the code in front of what the daemon said. */
export function fullMessage(error: BuildError): string {
  const origin = daemonError(error)
  if (origin === undefined || origin.status === 0 || origin.status === 2) return error.message
  const at = error.message.lastIndexOf(origin.message)
  if (at < 0) return error.message
  return `${error.message.slice(0, at)}${statusCodeName(origin.status)}: ${error.message.slice(at)}`
}

/** The status that the daemon returned, where an error goes back to one. */
function daemonError(error: BuildError): BuildError | undefined {
  if (error.code !== 'daemon') return undefined
  let origin = error
  while (origin.cause instanceof BuildError) origin = origin.cause
  return origin
}

/** Runs `work`; its errors have no places, only what was wrong. */
export async function withoutPlaces<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BuildError) || error.locations.length === 0) throw error
    const { code, message, status, details, own, hint } = wireError(error)
    throw new BuildError(code, message, {
      status,
      details,
      own,
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    })
  }
}

function replaceDetails(error: BuildError, details: readonly ErrorDetail[]): BuildError {
  return new BuildError(error.code, error.message, {
    at: [...error.spans, ...error.locations.slice(error.spans.length)],
    status: error.status,
    details,
    cause: error,
    own: error.own,
    ...(error.focus === undefined ? {} : { focus: error.focus }),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  })
}
