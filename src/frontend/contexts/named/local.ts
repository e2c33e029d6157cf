import { deferred, local } from '../../../llb/index.ts'
import { IGNORE_FILE, loadIgnoreFile, parseIgnoreFile } from '../ignore-file.ts'
import type { LoadedContext, NamedContextRequest } from '../named-context.ts'
import type { Session } from '../session.ts'

/** Reads what a local context leaves out: once for each context, however often it is used. */
export type IgnorePatterns = (localName: string, qualifiedName: string) => Promise<readonly string[]>

export function createIgnorePatterns(session: Session): IgnorePatterns {
  const known = new Map<string, Promise<readonly string[]>>()
  return (localName, qualifiedName) => {
    const key = JSON.stringify([localName, qualifiedName])
    let patterns = known.get(key)
    if (patterns === undefined) {
      patterns = readPatterns(session, localName, qualifiedName)
      known.set(key, patterns)
    }
    return patterns
  }
}

async function readPatterns(session: Session, localName: string, qualifiedName: string) {
  const content = await loadIgnoreFile(session, {
    local: localName,
    sharedKeyHint: `context:${qualifiedName}-${IGNORE_FILE}`,
    customName: `[context ${qualifiedName}] load ${IGNORE_FILE}`,
    solve: { evaluate: true },
  })
  return content.length === 0 ? [] : parseIgnoreFile(content, IGNORE_FILE)
}

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
