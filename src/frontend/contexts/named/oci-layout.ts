import { parseImageConfig } from '../../../convert/index.ts'
import { quote } from '../../../go/index.ts'
import { ociLayout } from '../../../llb/index.ts'
import {
  formatReference,
  parseNormalizedNamed,
  parseReference,
  referenceName,
  withDigest,
} from '../../../reference/index.ts'
import { BuildError, explainingSync } from '../../../source/index.ts'
import { replacedMessage } from '../../images.ts'
import type { LoadedContext, NamedContextRequest } from './request.ts'

/** `oci-layout://STORE[:TAG]@DIGEST`: an image in a layout that the client offers. */
export async function loadOciLayoutContext(
  request: NamedContextRequest,
  rest: string,
): Promise<LoadedContext> {
  const { session, name, qualifiedName, options } = request
  const written = rest.startsWith('//') ? rest.slice(2) : rest
  const reference = explainingSync(`could not parse oci-layout reference ${quote(written)}`, () =>
    parseReference(written),
  )
  const { digest } = reference
  if (digest === undefined) {
    const text = quote(formatReference(reference))
    throw new BuildError('context', `oci-layout reference ${text} has no digest`)
  }
  // The store has no name of its own for the image: it goes by that of the context.
  const named = explainingSync(`could not parse oci-layout reference ${quote(name)}`, () =>
    parseNormalizedNamed(name),
  )
  const ref = formatReference(
    explainingSync(`could not wrap ${quote(name)} with digest`, () => withDigest(named, digest)),
  )
  const { platform } = options
  const { sessionId } = session.client.environment
  const storeId = referenceName(reference)
  const answer = await session.images.resolve({
    ref,
    platform,
    resolveMode: '',
    logName: `[context ${qualifiedName}] load metadata for ${ref}`,
    ociStore: { sessionId, storeId },
  })
  if (answer.kind === 'replaced') {
    throw new BuildError('context', replacedMessage(ref, answer.identifier))
  }
  return {
    output: ociLayout(ref, {
      customName: `[context ${qualifiedName}] OCI load from client`,
      sessionId,
      storeId,
      ...(platform === undefined ? {} : { platform }),
    }),
    image: explainingSync('could not parse oci-layout image config', () => parseImageConfig(answer.config)),
  }
}
