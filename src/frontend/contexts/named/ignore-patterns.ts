import { IGNORE_FILE, loadIgnoreFile, parseIgnoreFile } from '../ignore-file.ts'
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
