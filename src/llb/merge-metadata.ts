import type { OpMetadata } from './definition.ts'

/** The metadata of an op that stands in the graph twice with the same digest: the later one wins where both speak. */
export function mergeMetadata(first: OpMetadata | undefined, second: OpMetadata): OpMetadata {
  if (first === undefined) return second
  return {
    ...first,
    ignoreCache: first.ignoreCache || second.ignoreCache,
    description: { ...first.description, ...second.description },
    caps: [...new Set([...first.caps, ...second.caps])],
    ...(second.exportCache === undefined ? {} : { exportCache: second.exportCache }),
    ...(second.progressGroup === undefined ? {} : { progressGroup: second.progressGroup }),
    ...(second.linuxResources === undefined ? {} : { linuxResources: second.linuxResources }),
  }
}
