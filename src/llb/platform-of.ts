import type { Platform } from '../platform/platform.ts'
import type { Constraints } from './constraints.ts'
import type { Output } from './op.ts'

/**
 * What the op behind an output runs on, as far as it is known before marshalling: undefined for scratch, for
 * ops that take the marshal default, for deferred outputs, and for graphs that were read from a definition: those
 * may be for another platform than what is made on top of them.
 */
export function platformOf(output: Output | null): Platform | undefined {
  if (output === null) return undefined
  const { op } = output
  return op.kind === 'deferred' || op.kind === 'definition' ? undefined : op.constraints.platform
}

/** The constraints, with the platform of `output` where they name none. */
export function withPlatformOf(output: Output | null, constraints: Constraints): Constraints {
  return constraints.platform === undefined ? inheritPlatform(output, constraints) : constraints
}

/**
 * The constraints, with the platform of `output` in place of their own. File, merge and diff ops have no
 * platform on the wire; theirs only says what an exec on top of them inherits.
 */
export function inheritPlatform(output: Output | null, constraints: Constraints): Constraints {
  const inherited = platformOf(output)
  if (inherited === constraints.platform) return constraints
  return { ...constraints, platform: inherited }
}
