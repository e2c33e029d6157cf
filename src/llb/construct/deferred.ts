import type { DeferredOp, Output } from '../op.ts'

/**
 * An output that is made when the graph is marshalled.
 * @param resolve called once, whenever the graph is first marshalled
 */
export function deferred(resolve: () => Output | null): Output {
  let resolved: { readonly output: Output | null } | undefined
  const op: DeferredOp = Object.freeze({
    kind: 'deferred',
    resolve() {
      resolved ??= { output: resolve() }
      return resolved.output
    },
  })
  return { op, index: 0 }
}
