import type { Constraints } from '../constraints.ts'
import type { FileAction, FileOp, Output } from '../op.ts'
import { inheritPlatform } from '../platform-of.ts'

/**
 * File actions on top of an output.
 * @param base what they work on; null is scratch
 * @param actions at least one; each works on the result of the one before
 * @param options `cwd` is what relative paths are joined to, `/` by default
 */
export function file(
  base: Output | null,
  actions: readonly FileAction[],
  options: Constraints & { readonly cwd?: string } = {},
): Output {
  const { cwd, ...constraints } = options
  const op: FileOp = Object.freeze({
    kind: 'file',
    base,
    cwd,
    actions,
    constraints: inheritPlatform(base, constraints),
  })
  return { op, index: 0 }
}
