import type { ImageConfig } from '../../../convert/index.ts'
import { parseImageConfig } from '../../../convert/index.ts'
import { parseJson } from '../../../go/index.ts'
import { BuildError } from '../../../source/index.ts'
import { decodeBase64 } from '../../base64.ts'
import { explainingSync } from '../../error-context.ts'
import type { LoadedContext, NamedContextRequest } from '../named-context.ts'

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
  const parsed = explainingSync(`failed to parse input metadata ${metadata}`, () => parseJson(metadata))
  const encoded =
    typeof parsed === 'object' && parsed !== null && 'containerimage.config' in parsed
      ? parsed['containerimage.config']
      : undefined
  if (typeof encoded !== 'string') return undefined
  const config = decodeBase64(encoded)
  if (config === undefined) {
    throw new BuildError('context', `failed to parse input metadata ${metadata}: illegal base64 data`)
  }
  return parseImageConfig(config)
}
