import type { ResolveMode } from '../../convert/index.ts'
import { BuildError } from '../../source/index.ts'

/** `image-resolve-mode`. Throws BuildError (code `option`). */
export function readResolveMode(value: string): ResolveMode {
  switch (value) {
    case '':
    case 'default':
      return 'default'
    case 'pull':
    case 'local':
      return value
    default:
      throw new BuildError('option', `invalid image-resolve-mode: ${value}`)
  }
}
