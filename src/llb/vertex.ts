import { BuildError } from '../source/index.ts'
import { sortedMounts, sourceOf } from './exec-mounts.ts'
import { ImportedVertex } from './imported/imported-vertex.ts'
import type { Sha256 } from './marshal-options.ts'
import type { DeferredOp, DefinitionOp, Op, Output } from './op.ts'

/** An op that marshalling encodes by itself. */
export type EncodableOp = Exclude<Op, DefinitionOp | DeferredOp>

/** A node of the graph as marshalling walks it. */
export type Vertex = EncodableOp | ImportedVertex

/** More deferred outputs than that behind each other are a circle. */
const MAX_DEFERRED = 10_000

/** An output of an op that is known. */
export interface SettledOutput {
  readonly op: EncodableOp | DefinitionOp
  readonly index: number
}

/** The output that stands behind deferred ones. Throws BuildError (`internal`) where they go in a circle. */
export function settle(output: Output | null): SettledOutput | null {
  for (let count = 0; output !== null; count++) {
    const { op } = output
    if (op.kind !== 'deferred') return output as SettledOutput
    if (count === MAX_DEFERRED) throw new BuildError('internal', 'deferred output depends on itself')
    output = op.resolve()
  }
  return null
}

/** The node behind an output; null for scratch. */
export function vertexOf(output: Output | null, hashing: Sha256): Vertex | null {
  const settled = settle(output)
  if (settled === null) return null
  const { op, index } = settled
  return op.kind === 'definition' ? ImportedVertex.of(op, index, hashing) : op
}

/** What a node depends on, in the order in which it is visited. */
export function inputsOf(vertex: Vertex, hashing: Sha256): readonly (Vertex | null)[] {
  if (vertex instanceof ImportedVertex) return vertex.inputs()
  return outputsUsedBy(vertex).map((output) => vertexOf(output, hashing))
}

function outputsUsedBy(op: EncodableOp): readonly (Output | null)[] {
  switch (op.kind) {
    case 'source':
      return []
    case 'exec':
      return sortedMounts(op).map((mount) => sourceOf(op, mount))
    case 'file': {
      // The last action's source comes first: the reference goes through actions from the end.
      const outputs: (Output | null)[] = [op.base]
      for (const action of op.actions.toReversed()) if (action.type === 'copy') outputs.push(action.from)
      return outputs
    }
    case 'merge':
      return op.inputs
    case 'diff':
      return [op.lower, op.upper]
  }
}
