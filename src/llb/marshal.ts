import { BuildError, type Location, type SourceFile } from '../source/index.ts'
import { createWireWriter } from '../wire/index.ts'
import { caps } from './caps.ts'
import { fromDefinition } from './construct/from-definition.ts'
import type { Definition, OpMetadata } from './definition.ts'
import { digestOf } from './digest.ts'
import type { EncodedOp } from './encode/encoded-op.ts'
import { OpEncoder } from './encode/op-encoder.ts'
import { writeInput } from './encode/op-head.ts'
import { originOf } from './imported/imported-definition.ts'
import type { OpInput } from './imported/imported-op.ts'
import type { MarshalOptions } from './marshal-options.ts'
import { mergeMetadata } from './merge-metadata.ts'
import type { Output } from './op.ts'
import { SourceMapCollector } from './source-map-collector.ts'
import { inputsOf, vertexOf } from './vertex.ts'
import { walkInputsFirst } from './walk.ts'

/** What BuildKit takes in one message. */
const largestDefinition = 16 * 1024 * 1024

/**
 * Marshals the graph behind an output.
 * @param output null is scratch: a definition without ops
 * Throws BuildError (`definition`) where an op is invalid, and where there are more bytes of ops than BuildKit takes.
 */
export function marshal(output: Output | null, options: MarshalOptions): Definition {
  const encoder = new OpEncoder(options)
  const root = vertexOf(output, encoder.hashing)
  if (root === null) return { def: [], metadata: new Map() }
  const def: Uint8Array[] = []
  let size = 0
  const metadata = new Map<string, OpMetadata>()
  const sources = new SourceMapCollector((file) => options.definitionOf?.(file))
  const add = ({ bytes, digest, metadata: own, locations }: EncodedOp): void => {
    const known = metadata.get(digest)
    if (known === undefined) {
      def.push(bytes)
      size += bytes.length
      if (size > largestDefinition) throw tooLarge(locations)
    }
    metadata.set(digest, mergeMetadata(known, own))
    sources.add(digest, locations)
  }
  walkInputsFirst(
    root,
    (vertex) => inputsOf(vertex, encoder.hashing),
    (vertex) => add(encoder.encode(vertex)),
  )
  const result = encoder.inputOf(output)
  if (result !== null) {
    const bytes = encodeResult(result)
    def.push(bytes)
    metadata.set(digestOf(bytes, encoder.hashing), resultMetadata(metadata.values()))
  }
  const remarshal = (file: SourceFile): Definition | undefined => {
    const origin = originOf(file)
    return origin === undefined ? undefined : marshal(fromDefinition(origin, options), options)
  }
  return { def, metadata, source: sources.finish(remarshal) }
}

function tooLarge(at: readonly Location[]): BuildError {
  const message = `the definition is larger than ${largestDefinition} bytes, which is more than BuildKit takes`
  return new BuildError('definition', message, { at })
}

/** The last op of a definition: nothing but an input that names the result. */
function encodeResult(result: OpInput): Uint8Array {
  const writer = createWireWriter()
  writeInput(writer, result)
  return writer.finish()
}

/** The last op needs what the definition as a whole makes use of. */
function resultMetadata(ops: Iterable<OpMetadata>): OpMetadata {
  const needs = new Set<string>([caps.constraints, caps.platform])
  for (const { ignoreCache, description, exportCache } of ops) {
    if (ignoreCache) needs.add(caps.metaIgnoreCache)
    if (Object.keys(description).length > 0) needs.add(caps.metaDescription)
    if (exportCache !== undefined) needs.add(caps.metaExportCache)
  }
  return { ignoreCache: false, description: {}, caps: [...needs] }
}
