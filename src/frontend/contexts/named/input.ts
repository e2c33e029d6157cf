import type { ImageConfig } from '../../../convert/index.ts'
import { parseImageConfig } from '../../../convert/index.ts'
import { decodeBase64, type ParsedJson, parseJson } from '../../../go/index.ts'
import { BuildError, explainingSync } from '../../../source/index.ts'
import type { LoadedContext, NamedContextRequest } from './request.ts'

/** `input:NAME`: a graph that the client sent along, with the config of its image where it has one. */
export async function loadInputContext(request: NamedContextRequest, rest: string): Promise<LoadedContext> {
  const { session, qualifiedName } = request
  const inputs = await session.inputs()
  const output = inputs.get(rest)
  if (output === undefined) throw new BuildError('context', `invalid input ${rest} for ${qualifiedName}`)
  const metadata = session.options.raw.get(`input-metadata:${rest}`)
  const image = metadata === undefined ? undefined : imageOf(metadata)
  return { output, ...(image === undefined ? {} : { image }) }
}

function imageOf(metadata: string): ImageConfig | undefined {
  const config = explainingSync(`failed to parse input metadata ${metadata}`, () =>
    readMetadata(metadata),
  ).get('containerimage.config')
  return config === undefined ? undefined : parseImageConfig(config)
}

/** Metadata is a JSON object whose values are bytes as base64. */
function readMetadata(text: string): ReadonlyMap<string, Uint8Array> {
  const parsed = parseJson(text, 'context')
  const metadata = new Map<string, Uint8Array>()
  if (parsed === null) return metadata
  if (typeof parsed !== 'object' || Array.isArray(parsed)) throw mismatch(parsed, 'map[string][]uint8')
  for (const [key, value] of Object.entries(parsed)) {
    if (value === null) continue
    if (typeof value !== 'string') throw mismatch(value, '[]uint8')
    const bytes = decodeBase64(value)
    if ('offset' in bytes) {
      throw new BuildError('context', `illegal base64 data at input byte ${bytes.offset}`)
    }
    metadata.set(key, bytes)
  }
  return metadata
}

function mismatch(value: ParsedJson, type: string): BuildError {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return new BuildError('context', `json: cannot unmarshal ${kind} into Go value of type ${type}`)
}
