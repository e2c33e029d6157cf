import type { BuiltImage } from './image-layout.ts'

/** An op as provenance of mode `max` records it. */
interface RecordedOp {
  readonly id: string
  readonly op: unknown
  readonly inputs?: readonly string[]
}

/**
 * The ops that an image was solved from, in the engine's own record of them (its provenance, mode
 * `max`): a way to compare what two frontends made of a Dockerfile without trusting either.
 */
export function solvedGraph(image: BuiltImage): readonly RecordedOp[] {
  const statement = image.statements.find(({ predicateType }) =>
    predicateType.includes('slsa.dev/provenance'),
  )
  if (!statement) throw new Error('the image has no provenance')
  const { predicate } = JSON.parse(statement.text) as {
    readonly predicate: {
      readonly buildConfig?: { readonly llbDefinition?: readonly RecordedOp[] }
      readonly buildDefinition?: {
        readonly internalParameters?: {
          readonly buildConfig?: { readonly llbDefinition?: readonly RecordedOp[] }
        }
      }
    }
  }
  const graph =
    predicate.buildConfig?.llbDefinition ??
    predicate.buildDefinition?.internalParameters?.buildConfig?.llbDefinition
  if (!graph) throw new Error('the provenance records no ops')
  return inputOrder(graph)
}

/**
 * The ops in the order in which a walk from the result meets them: the numbers of the record
 * follow from digests, which hold the session.
 */
function inputOrder(graph: readonly RecordedOp[]): readonly RecordedOp[] {
  const byId = new Map(graph.map((op) => [op.id, op]))
  const numbers = new Map<string, number>()
  const ordered: RecordedOp[] = []
  const visit = (id: string): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const op = byId.get(id)
    if (!op) throw new Error(`the provenance records no op ${id}`)
    const inputs = (op.inputs ?? []).map((input) => {
      const [from = '', output = ''] = input.split(':')
      return `${visit(from)}:${output}`
    })
    const number = ordered.push({ id: '', op: op.op, inputs }) - 1
    numbers.set(id, number)
    return number
  }
  const used = new Set(graph.flatMap(({ inputs }) => (inputs ?? []).map((input) => input.split(':')[0])))
  for (const { id } of graph) if (!used.has(id)) visit(id)
  return ordered
}
