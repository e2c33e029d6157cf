import { parseImageConfig } from '../../../convert/index.ts'
import { image } from '../../../llb/index.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly } from '../../../reference/index.ts'
import { BuildError } from '../../../source/index.ts'
import type { LoadedContext, NamedContextRequest, Replacement } from './request.ts'

/** `docker-image://REF`: the files and the config of an image. */
export async function loadImageContext(
  request: NamedContextRequest,
  rest: string,
): Promise<LoadedContext | Replacement> {
  const { session, qualifiedName, options } = request
  const written = rest.startsWith('//') ? rest.slice(2) : rest
  if (written === 'scratch') return { output: null }
  const { platform } = options
  const answer = await session.images.resolve({
    ref: formatReference(tagNameOnly(parseNormalizedNamed(written))),
    platform,
    resolveMode: options.resolveMode ?? '',
    logName: `[context ${qualifiedName}] load metadata for ${written}`,
  })
  if (answer.kind === 'replaced') {
    const separator = answer.identifier.indexOf('://')
    if (separator < 0) throw new BuildError('context', `could not parse ref: ${answer.identifier}`)
    const scheme = answer.identifier.slice(0, separator)
    return { replacedBy: `${scheme}:${answer.identifier.slice(separator + '://'.length)}` }
  }
  const { created: _, ...config } = parseImageConfig(answer.config)
  return {
    output: image(answer.ref, {
      customName: `[context ${qualifiedName}] ${written}`,
      ...(platform === undefined ? {} : { platform }),
    }),
    image: config,
  }
}
