import type { Platform } from '../../platform/platform.ts'
import type { Location } from '../../source/index.ts'
import type { Constraints } from '../constraints.ts'
import type { OpMetadata } from '../definition.ts'

/** An op as it goes into a definition. */
export interface EncodedOp {
  readonly bytes: Uint8Array
  readonly digest: string
  readonly metadata: OpMetadata
  readonly locations: readonly Location[]
  /** What an exec on top of it inherits; undefined is the marshal default. */
  readonly platform: Platform | undefined
}

/** The metadata of an op that has these constraints and needs these capabilities. */
export function metadataOf(constraints: Constraints, caps: readonly string[]): OpMetadata {
  const { customName, description, exportCache, progressGroup, linuxResources } = constraints
  return {
    ignoreCache: constraints.ignoreCache ?? false,
    description: describe(customName, description),
    exportCache: exportCache === undefined ? undefined : { value: exportCache },
    caps,
    progressGroup,
    linuxResources,
  }
}

const nothing: Readonly<Record<string, string>> = {}

/** The description itself wins over the custom name. */
function describe(
  customName: string | undefined,
  description: Readonly<Record<string, string>> = nothing,
): Readonly<Record<string, string>> {
  if (customName === undefined || Object.hasOwn(description, nameKey)) return description
  // In the order of the wire, for the usual descriptions.
  return { ...description, [nameKey]: customName }
}

const nameKey = 'llb.customname'
