import type { Constraints } from '../constraints.ts'
import type { DiffOp, Output } from '../op.ts'
import { inheritPlatform } from '../platform-of.ts'

/** What `upper` has changed over `lower`; all of `upper` where `lower` is scratch. */
export function diff(
  lower: Output | null,
  upper: Output | null,
  constraints: Constraints = {},
): Output | null {
  if (lower === null) return upper
  const op: DiffOp = Object.freeze({
    kind: 'diff',
    lower,
    upper,
    constraints: inheritPlatform(lower, constraints),
  })
  return { op, index: 0 }
}
