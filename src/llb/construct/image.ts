import { formatReference, parseNormalizedNamed, tagNameOnly } from '../../reference/index.ts'
import { caps } from '../caps.ts'
import type { Constraints } from '../constraints.ts'
import type { Output } from '../op.ts'
import { source } from './source.ts'

/** How an image is looked up. */
export interface ImageOptions extends Constraints {
  /** Where the image is looked for first: `pull` always asks the registry, `local` prefers what is there. */
  readonly resolveMode?: 'default' | 'pull' | 'local'
  /** Digest that the image must have. */
  readonly checksum?: string
  /** Only that many of the lowest layers are used. */
  readonly layerLimit?: number
  /** Marks an image that the build uses for itself (`internal`). */
  readonly recordType?: string
}

/**
 * An image of a registry. Throws BuildError (`image`) for a malformed reference.
 * @param ref name as users write it; `alpine` means `docker.io/library/alpine:latest`
 */
export function image(ref: string, options: ImageOptions = {}): Output {
  const { resolveMode = 'default', checksum, layerLimit, recordType, ...constraints } = options
  const attrs: Record<string, string> = {}
  const needs: string[] = [caps.sourceImage]
  if (resolveMode !== 'default') attrs['image.resolvemode'] = resolveMode
  if (resolveMode === 'pull') needs.push(caps.sourceImageResolveMode)
  if (recordType) attrs['image.recordtype'] = recordType
  if (layerLimit !== undefined) {
    attrs['image.layerlimit'] = String(layerLimit)
    needs.push(caps.sourceImageLayerLimit)
  }
  if (checksum) {
    attrs['image.checksum'] = checksum
    needs.push(caps.sourceImageChecksum)
  }
  const name = formatReference(tagNameOnly(parseNormalizedNamed(ref)))
  return source(`docker-image://${name}`, attrs, needs, constraints)
}
