import type { Constraints } from '../constraints.ts'
import type { MergeOp, Output } from '../op.ts'
import { inheritPlatform } from '../platform-of.ts'

/** All inputs on top of each other, the last one uppermost. Scratch adds nothing; a single input stays as it is. */
export function merge(inputs: readonly (Output | null)[], constraints: Constraints = {}): Output | null {
  const present = inputs.filter((input) => input !== null)
  const first = present[0]
  if (first === undefined || present.length === 1) return first ?? null
  const op: MergeOp = Object.freeze({
    kind: 'merge',
    inputs: present,
    constraints: inheritPlatform(first, constraints),
  })
  return { op, index: 0 }
}
