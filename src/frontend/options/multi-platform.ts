import { readBool } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'

/**
 * `multi-platform`: whether the result is a map by platform.
 * @param platforms how many platforms the build is for
 * Throws BuildError (code `option`).
 */
export function readMultiPlatform(value: string, platforms: number): boolean {
  const several = platforms > 1
  if (value === '') return several
  const wanted = readBool(value)
  if (wanted === undefined) {
    throw new BuildError('option', `invalid boolean value for multi-platform: ${value}`)
  }
  if (!wanted && several) {
    throw new BuildError('option', 'conflicting config: returning multiple target platforms is not allowed')
  }
  return wanted
}
