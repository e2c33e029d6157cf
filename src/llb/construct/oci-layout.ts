import { caps } from '../caps.ts'
import type { Constraints } from '../constraints.ts'
import type { Output } from '../op.ts'
import { source } from './source.ts'

/** How an image in an OCI layout is read. */
export interface OciLayoutOptions extends Constraints {
  /** The client session that serves the layout. */
  readonly sessionId?: string
  /** Which of the session's content stores. */
  readonly storeId?: string
  /** Only that many of the lowest layers are used. */
  readonly layerLimit?: number
}

/**
 * An image in an OCI layout that the client serves.
 * @param ref name with digest
 */
export function ociLayout(ref: string, options: OciLayoutOptions = {}): Output {
  const { sessionId, storeId, layerLimit, ...constraints } = options
  const attrs: Record<string, string> = {}
  if (sessionId) attrs['oci.session'] = sessionId
  if (storeId) attrs['oci.store'] = storeId
  if (layerLimit !== undefined) attrs['oci.layerlimit'] = String(layerLimit)
  return source(`oci-layout://${ref}`, attrs, [caps.sourceOciLayout], constraints)
}
