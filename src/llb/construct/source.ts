import type { Constraints } from '../constraints.ts'
import type { Output, SourceOp } from '../op.ts'

/**
 * A source of any kind. The functions for each kind (`image`, `local`, `git`, `http`, `ociLayout`) make their
 * identifier, attributes and capabilities from typed options; this one takes them as they go on the wire.
 * @param identifier the source's URL, its scheme names the kind
 * @param attrs as the daemon knows them
 * @param caps capabilities that the daemon must have
 */
export function source(
  identifier: string,
  attrs: Readonly<Record<string, string>>,
  caps: readonly string[],
  constraints: Constraints,
): Output {
  const op: SourceOp = Object.freeze({
    kind: 'source',
    identifier,
    attrs,
    caps,
    hasPlatform: identifier.startsWith('docker-image://') || identifier.startsWith('oci-layout://'),
    constraints,
  })
  return { op, index: 0 }
}
