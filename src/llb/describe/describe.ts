import type { Range } from '../../source/index.ts'
import type { Definition, OpMetadata } from '../definition.ts'
import { digestOf } from '../digest.ts'
import type { Sha256 } from '../marshal-options.ts'
import { decodeMessage, type JsonObject } from './decode-message.ts'
import { opSchema } from './schema.ts'

const KINDS = ['exec', 'source', 'file', 'build', 'merge', 'diff', 'passthrough'] as const

/** An op as JSON, with what its definition says of it. */
export interface DescribedOp {
  readonly digest: string
  /** What the op does; `result` is the last op, which only names the result. */
  readonly kind: (typeof KINDS)[number] | 'result'
  /** All fields, under the names of the protocol. */
  readonly op: JsonObject
  readonly metadata?: OpMetadata
  /** Where it comes from; absent where nobody said. */
  readonly locations?: readonly { readonly filename: string; readonly ranges: readonly Range[] }[]
}

/** A definition that a person can read, or a test can look into; nothing but JSON values. */
export interface DescribedDefinition {
  readonly ops: readonly DescribedOp[]
  readonly sources: readonly {
    readonly filename: string
    readonly language: string
    /** Digest of the file's bytes. */
    readonly digest: string
  }[]
}

/**
 * Describes a definition.
 * @param options `sha256` in place of the built-in one
 * Throws BuildError (`definition`) where an op is malformed.
 */
export function describeDefinition(
  definition: Definition,
  options: { readonly sha256?: Sha256 } = {},
): DescribedDefinition {
  const { source, metadata } = definition
  const ops = definition.def.map((bytes): DescribedOp => {
    const digest = digestOf(bytes, options.sha256)
    const op = describeOp(bytes)
    const own = metadata.get(digest)
    const locations = source?.locations.get(digest)?.map(({ sourceIndex, ranges }) => ({
      filename: source.infos[sourceIndex]?.filename ?? '',
      ranges,
    }))
    return {
      digest,
      kind: KINDS.find((kind) => kind in op) ?? 'result',
      op,
      ...(own === undefined ? {} : { metadata: own }),
      ...(locations === undefined || locations.length === 0 ? {} : { locations }),
    }
  })
  const sources = (source?.infos ?? []).map(({ filename, language, data }) => ({
    filename,
    language,
    digest: digestOf(data, options.sha256),
  }))
  return { ops, sources }
}

/** One marshalled op as JSON. Throws BuildError (`definition`) where it is malformed. */
export function describeOp(bytes: Uint8Array): JsonObject {
  return decodeMessage(bytes, opSchema)
}
