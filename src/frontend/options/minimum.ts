import type { BuildEnvironment } from '../../gateway/client.ts'
import { readBool } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'

/** Refuses daemons that are too old, and options that are gone. Throws BuildError. */
export function checkMinimum({ options, llbCaps }: BuildEnvironment): void {
  const missing = llbCaps.missing('file.base')
  if (missing !== undefined) {
    throw new BuildError('capability', `needs BuildKit 0.5 or later: ${missing}`)
  }
  if (options.get('override-copy-image')) {
    throw new BuildError('option', 'support for "override-copy-image" was removed in BuildKit 0.11')
  }
  if (readBool(options.get('build-arg:BUILDKIT_DISABLE_FILEOP') ?? '')) {
    throw new BuildError(
      'option',
      'support for "BUILDKIT_DISABLE_FILEOP" build-arg was removed in BuildKit 0.11',
    )
  }
}
