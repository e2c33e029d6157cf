import {
  formatReference,
  parseDigest,
  parseNormalizedNamed,
  tagNameOnly,
  withDigest,
} from '../reference/index.ts'
import { BuildError } from '../source/index.ts'
import { imageOf, schemeOf } from './identifiers.ts'

const imageScheme = 'docker-image'

/**
 * The reference of the image that a policy puts in the place of another source.
 * @param before the identifier of the source
 * @param after `docker-image://NAME`, or the name alone
 * Throws BuildError (code `policy`) for what cannot stand there.
 */
export function replacementImage(before: string, after: string): string {
  const name = after.startsWith(`${imageScheme}://`) ? after.slice(imageScheme.length + 3) : after
  if (schemeOf(before) !== imageScheme || name.includes('://')) {
    throw new BuildError('policy', `${after} cannot stand in for ${before}`)
  }
  try {
    return formatReference(tagNameOnly(parseNormalizedNamed(name)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BuildError('policy', `${after} cannot stand in for ${before}: ${reason}`, { cause: error })
  }
}

/** The reference of an image at a digest. Throws BuildError (code `policy`) for what is no image, or no digest. */
export function pinnedImage(identifier: string, digest: string): string {
  const image = schemeOf(identifier) === imageScheme ? imageOf(identifier) : undefined
  if (!image) throw new BuildError('policy', `${identifier} is no image of a registry, and cannot be pinned`)
  try {
    return formatReference(withDigest(image, parseDigest(digest)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BuildError('policy', `${identifier} cannot be pinned to ${digest}: ${reason}`, { cause: error })
  }
}
