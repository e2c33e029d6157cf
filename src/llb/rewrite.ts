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

type Settle = (output: Output | null) => Output | null

const inputsOf = (op: Op): readonly Op[] => inputsBy(op, settle)

/** What an op is made of, deferred outputs found out; the ops of a definition from outside are not looked at. */
function inputsBy(op: Op, settling: Settle): readonly Op[] {
  const inputs: Op[] = []
  const add = (output: Output | null): void => {
    const settled = settling(output)
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

/**
 * The same output with what deferred outputs are now in their place, so that it can be marshalled before they are
 * known for good. What does not change stays the very same value.
 */
export function settleOutput(output: Output | null): Output | null {
  const known = new Map<Op, Output | null>()
  const settling: Settle = (some) => {
    if (some === null || some.op.kind !== 'deferred') return some
    if (!known.has(some.op)) known.set(some.op, settleOnce(some))
    return known.get(some.op) ?? null
  }
  const changed = new Map<Op, Op>()
  const after: Settle = (some) => {
    const settled = settling(some)
    if (!settled) return null
    const op = changed.get(settled.op) ?? settled.op
    return some !== null && op === some.op ? some : { op, index: settled.index }
  }
  const start = settling(output)
  if (!start) return null
  walkInputsFirst(
    start.op,
    (op) => inputsBy(op, settling),
    (op) => {
      if (!changed.has(op)) changed.set(op, rebuild(op, after))
    },
  )
  return after(output)
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
