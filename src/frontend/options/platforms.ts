import { normalizePlatform, type Platform, parsePlatform } from '../../platform/index.ts'
import { explainingSync } from '../../source/index.ts'

/** `platform`: a list of platforms, normalized. Throws BuildError (code `option`). */
export function readPlatforms(value: string): readonly Platform[] {
  if (value === '') return []
  return value
    .split(',')
    .map((text) =>
      explainingSync(`failed to parse target platform ${text}`, () => normalizePlatform(parsePlatform(text))),
    )
}
