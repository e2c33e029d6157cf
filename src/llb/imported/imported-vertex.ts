import { quote } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { EncodedOp } from '../encode/encoded-op.ts'
import type { Sha256 } from '../marshal-options.ts'
import type { DefinitionOp } from '../op.ts'
import { type ImportedDefinition, importDefinition } from './imported-definition.ts'

const roots = new WeakMap<DefinitionOp, ImportedVertex>()

/**
 * An op of an imported definition as a node of the graph. Its bytes are already there. An op of which two
 * results are used is two nodes, so that its source locations count twice, as they do in the reference.
 */
export class ImportedVertex {
  readonly digest: string
  readonly #index: number
  readonly #definition: ImportedDefinition
  /** Nodes of one definition by digest and index. */
  readonly #family: Map<string, ImportedVertex>

  private constructor(
    digest: string,
    index: number,
    definition: ImportedDefinition,
    family: Map<string, ImportedVertex>,
  ) {
    this.digest = digest
    this.#index = index
    this.#definition = definition
    this.#family = family
  }

  /** The node of a definition op. Throws BuildError (`definition`) where its definition is malformed. */
  static of(op: DefinitionOp, index: number, hashing: Sha256): ImportedVertex {
    let root = roots.get(op)
    if (root === undefined) {
      root = new ImportedVertex(op.digest, index, importDefinition(op.definition, hashing), new Map())
      roots.set(op, root)
    }
    return root
  }

  inputs(): readonly ImportedVertex[] {
    const op = this.#definition.ops.get(this.digest)
    if (op === undefined) throw this.#unknown('op')
    return op.inputs.map((input) => {
      const key = `${input.digest} ${input.index}`
      let vertex = this.#family.get(key)
      if (vertex === undefined) {
        vertex = new ImportedVertex(input.digest, input.index, this.#definition, this.#family)
        this.#family.set(key, vertex)
      }
      return vertex
    })
  }

  /** Throws BuildError (`definition`) where the definition says too little of the op. */
  encoded(): EncodedOp {
    const op = this.#definition.ops.get(this.digest)
    if (op === undefined) throw this.#unknown('op')
    const metadata = this.#definition.metadata.get(this.digest)
    if (metadata === undefined) throw this.#unknown('metas')
    if (this.#index < 0) throw new BuildError('definition', 'invalid definition op with invalid index')
    return {
      bytes: op.bytes,
      digest: this.digest,
      metadata,
      locations: this.#definition.locations.get(this.digest) ?? [],
      platform: op.platform,
    }
  }

  #unknown(what: string): BuildError {
    return new BuildError('definition', `invalid definition op with unknown ${what} ${quote(this.digest)}`)
  }
}
