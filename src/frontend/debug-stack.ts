import type { BuildEnvironment } from '../gateway/client.ts'
import { type BuildError, extensionFrames, formatFrames } from '../source/index.ts'

/** The build argument that lets errors of extensions show where they came from. */
const option = 'build-arg:SLIPWAY_DEBUG'

/**
 * The error with the frames of the extension that failed, where the build asks for them: they are for the author of
 * the extension, and say nothing to those who only use it.
 */
export function withDebugStack(error: BuildError, { options, product }: BuildEnvironment): BuildError {
  // The command line shows frames of its own.
  if (error.code !== 'extension' || product === 'slipway') return error
  const frames = extensionFrames(error.cause)
  if (frames.length === 0) return error
  const asked = options.get(option) ?? ''
  if (['', '0', 'false'].includes(asked.toLowerCase())) {
    return error.hint === undefined
      ? error.with({ hint: '--build-arg SLIPWAY_DEBUG=1 shows where in the extension', own: true })
      : error
  }
  return error.with({ message: `${error.message}\n${formatFrames(frames)}`.trimEnd() })
}
