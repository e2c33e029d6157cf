import type { Definition } from '../definition.ts'
import { importDefinition } from '../imported/imported-definition.ts'
import type { Sha256 } from '../marshal-options.ts'
import type { DefinitionOp, Output } from '../op.ts'

/**
 * The result of a marshalled definition, as a part of a new graph; null where it is scratch.
 * Throws BuildError (`definition`) where the definition is malformed.
 * @param options `sha256` in place of the built-in one
 */
export function fromDefinition(
  definition: Definition,
  options: { readonly sha256?: Sha256 } = {},
): Output | null {
  const { result } = importDefinition(definition, options.sha256)
  if (result === undefined) return null
  const op: DefinitionOp = Object.freeze({ kind: 'definition', definition, digest: result.digest })
  return { op, index: result.index }
}
