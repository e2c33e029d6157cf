import type { DeferredOp, ExecMount, FileAction, Op, Output } from './op.ts'
import { settle as settleOnce } from './vertex.ts'
import { walkInputsFirst } from './walk.ts'

/** Deferred outputs may make their op anew whenever they are asked; here an op has to stay the same value. */
const settledOutputs = new WeakMap<DeferredOp, { readonly output: Output | null }>()

function settle(output: Output | null): Output | null {
  if (output === null || output.op.kind !== 'deferred') return output
  let known = settledOutputs.get(output.op)
  if (!known) {
    known = { output: settleOnce(output) }
    settledOutputs.set(output.op, known)
  }
  return known.output
}

/** What an op is made of, deferred outputs found out; the ops of a definition from outside are not looked at. */
function inputsOf(op: Op): readonly Op[] {
  const inputs: Op[] = []
  const add = (output: Output | null): void => {
    const settled = settle(output)
    if (settled) inputs.push(settled.op)
  }
  switch (op.kind) {
    case 'exec':
      add(op.root)
      for (const mount of op.mounts) if ('source' in mount) add(mount.source)
      break
    case 'file':
      add(op.base)
      for (const action of op.actions) if (action.type === 'copy') add(action.from)
      break
    case 'merge':
      for (const input of op.inputs) add(input)
      break
    case 'diff':
      add(op.lower)
      add(op.upper)
      break
    case 'source':
    case 'definition':
    case 'deferred':
      break
  }
  return inputs
}

/**
 * All ops behind some outputs, each once, inputs before those that use them.
 * The graph must be complete: deferred outputs are found out.
 *
 * @example
 * const images = opsOf([output]).filter((op) => op.kind === 'source')
 */
export function opsOf(outputs: Iterable<Output | null>): readonly Op[] {
  const ops: Op[] = []
  const seen = new Set<Op>()
  for (const output of outputs) {
    const settled = settle(output)
    if (!settled || seen.has(settled.op)) continue
    walkInputsFirst(settled.op, inputsOf, (op) => {
      if (seen.has(op)) return
      seen.add(op)
      ops.push(op)
    })
  }
  return ops
}

/**
 * The same outputs with some ops replaced, and with them all that is made of these. What does not change stays
 * the very same value.
 * @param replacements new ops by old ones; they take the old ones' places and results
 */
export function replaceOps(
  outputs: readonly (Output | null)[],
  replacements: ReadonlyMap<Op, Op>,
): readonly (Output | null)[] {
  const changed = new Map<Op, Op>()
  const after = (output: Output | null): Output | null => {
    const settled = settle(output)
    if (!settled) return output
    const op = changed.get(settled.op)
    return op === undefined || op === settled.op ? output : { op, index: settled.index }
  }
  for (const op of opsOf(outputs)) changed.set(op, replacements.get(op) ?? rebuild(op, after))
  return outputs.map(after)
}

function rebuild(op: Op, after: (output: Output | null) => Output | null): Op {
  let same = true
  const take = <Value extends Output | null>(output: Value): Value => {
    const next = after(output)
    if (next !== output) same = false
    return next as Value
  }
  const next = copyWith(op, take)
  return same ? op : Object.freeze(next)
}

function copyWith(op: Op, take: <Value extends Output | null>(output: Value) => Value): Op {
  switch (op.kind) {
    case 'exec':
      return {
        ...op,
        root: take(op.root),
        mounts: op.mounts.map(
          (mount): ExecMount => ('source' in mount ? { ...mount, source: take(mount.source) } : mount),
        ),
      }
    case 'file':
      return {
        ...op,
        base: take(op.base),
        actions: op.actions.map(
          (action): FileAction => (action.type === 'copy' ? { ...action, from: take(action.from) } : action),
        ),
      }
    case 'merge':
      return { ...op, inputs: op.inputs.map((input) => take(input)) }
    case 'diff':
      return { ...op, lower: take(op.lower), upper: take(op.upper) }
    case 'source':
    case 'definition':
    case 'deferred':
      return op
  }
}
