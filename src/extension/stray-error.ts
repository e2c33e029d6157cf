import { BuildError, extensionFrames } from '../source/index.ts'

/**
 * The error for what was thrown where nobody waits for it, in a timer or behind a promise that was dropped: where an
 * extension did it, one that names its file. Anything else stays what it is.
 */
export function strayError(error: unknown): unknown {
  if (error instanceof BuildError) return error
  const [frame] = extensionFrames(error)
  if (!frame) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new BuildError(
    'extension',
    `extension ${frame.path} failed outside of any call (line ${frame.line}): ${reason}`,
    { cause: error, hint: 'wait for every promise, and let nothing run on when a call has returned' },
  )
}
