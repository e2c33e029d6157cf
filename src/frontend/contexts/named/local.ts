import { deferred, local } from '../../../llb/index.ts'
import type { LoadedContext, NamedContextRequest } from './request.ts'

/** `local:NAME`: a directory of the client, of which only what the build uses is sent. */
export async function loadLocalContext(request: NamedContextRequest, rest: string): Promise<LoadedContext> {
  const { session, qualifiedName, options } = request
  const excludePatterns = await request.ignorePatterns(rest, qualifiedName)
  const sharedKey = session.options.raw.get(`sharedkey:localdir:${qualifiedName}`) ?? ''
  const output = deferred(() => {
    const followPaths = options.usedPaths()
    return local(rest, {
      customName: `[context ${qualifiedName}] load from client`,
      sessionId: session.sessionOf(rest),
      sharedKeyHint: `context:${qualifiedName}-${sharedKey}`,
      excludePatterns,
      ...(followPaths === undefined ? {} : { followPaths }),
    })
  })
  return { output }
}
