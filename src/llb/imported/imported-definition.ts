import {
  BuildError,
  createSourceFile,
  explainingSync,
  type Location,
  type SourceFile,
} from '../../source/index.ts'
import type { Definition, OpMetadata, SourceMap } from '../definition.ts'
import { digestOf } from '../digest.ts'
import type { Sha256 } from '../marshal-options.ts'
import { type ImportedOp, type OpInput, readImportedOp } from './imported-op.ts'

/** A definition from outside, looked up by digest. */
export interface ImportedDefinition {
  readonly ops: ReadonlyMap<string, ImportedOp>
  readonly metadata: ReadonlyMap<string, OpMetadata>
  readonly locations: ReadonlyMap<string, readonly Location[]>
  /** What the last op names; undefined where the definition holds no op. */
  readonly result: OpInput | undefined
}

const imported = new WeakMap<Definition, ImportedDefinition>()
/** What source files of imported definitions were read from. */
const origins = new WeakMap<SourceFile, Definition>()

/** The definition that a source file of an imported definition was read from. */
export function originOf(file: SourceFile): Definition | undefined {
  return origins.get(file)
}

/** Reads a definition once. Throws BuildError (`definition`) where it is malformed. */
export function importDefinition(definition: Definition, hashing?: Sha256): ImportedDefinition {
  const known = imported.get(definition)
  if (known !== undefined) return known
  if (definition.metadata.size === 0) {
    throw new BuildError('definition', 'invalid nil input definition to definition op')
  }
  const ops = new Map<string, ImportedOp>()
  let last: ImportedOp | undefined
  for (const bytes of definition.def) {
    last = parseOp(bytes)
    ops.set(digestOf(bytes, hashing), last)
  }
  if (last !== undefined && last.inputs.length === 0) {
    throw new BuildError('definition', 'invalid definition op with no result')
  }
  const result: ImportedDefinition = {
    ops,
    metadata: definition.metadata,
    locations: definition.source === undefined ? new Map() : readLocations(definition.source, hashing),
    result: last?.inputs[0],
  }
  imported.set(definition, result)
  return result
}

function parseOp(bytes: Uint8Array): ImportedOp {
  return explainingSync('failed to parse llb proto op', () => readImportedOp(bytes))
}

function readLocations(source: SourceMap, hashing: Sha256 | undefined): Map<string, readonly Location[]> {
  const files = source.infos.map((info) => {
    const file = createSourceFile(info.filename, info.data, info.language)
    if (info.definition !== undefined) {
      importDefinition(info.definition, hashing)
      origins.set(file, info.definition)
    }
    return file
  })
  const locations = new Map<string, readonly Location[]>()
  for (const [digest, places] of source.locations) {
    locations.set(
      digest,
      places.map(({ sourceIndex, ranges }) => {
        const file = files[sourceIndex]
        if (file === undefined) {
          throw new BuildError('definition', `failed to find source map with index ${sourceIndex}`)
        }
        return { file, ranges }
      }),
    )
  }
  return locations
}
