import { local, type Output } from '../../llb/index.ts'
import { explaining } from '../../source/index.ts'
import { type BuildContext, CONTEXT_LOCAL } from './build-context.ts'
import type { LoadedDockerfile } from './dockerfile.ts'
import { IGNORE_FILE, loadIgnoreFile, parseIgnoreFile } from './ignore-file.ts'
import type { Session } from './session.ts'

/** The build context as conversion uses it. */
export interface MainContext {
  /** Patterns of what the context leaves out; none where it is not the client's own. */
  ignorePatterns(): Promise<readonly string[]>
  /** The files, narrowed to `paths` where they are the client's own. */
  files(paths: readonly string[] | undefined): Promise<Output | null>
  /** The files that the Dockerfile was read from, narrowed in the same way. */
  dockerfileFiles(paths: readonly string[]): Output | null
}

export function createMainContext(
  session: Session,
  context: BuildContext,
  dockerfile: LoadedDockerfile,
): MainContext {
  let patterns: Promise<readonly string[]> | undefined
  const localPatterns = () => {
    patterns ??= loadPatterns(session, dockerfile)
    return patterns
  }
  return {
    dockerfileFiles: (paths) => dockerfile.files(paths),
    ignorePatterns: async () => (context.files === undefined ? localPatterns() : []),
    async files(paths) {
      if (context.files !== undefined) return context.files
      const excludePatterns = await explaining('failed to read dockerignore patterns', localPatterns)
      return local(CONTEXT_LOCAL, {
        customName: '[internal] load build context',
        sessionId: session.sessionOf(CONTEXT_LOCAL),
        excludePatterns,
        sharedKeyHint: CONTEXT_LOCAL,
        ...(paths === undefined ? {} : { followPaths: paths }),
      })
    },
  }
}

async function loadPatterns(session: Session, dockerfile: LoadedDockerfile): Promise<readonly string[]> {
  const ignoreFile = await dockerfile.ignoreFile()
  if (ignoreFile !== undefined) return parseIgnoreFile(ignoreFile.content, ignoreFile.name)
  const content = await loadIgnoreFile(session, {
    local: CONTEXT_LOCAL,
    sharedKeyHint: `${CONTEXT_LOCAL}-${IGNORE_FILE}`,
    customName: `[internal] load ${IGNORE_FILE}`,
  })
  return content.length === 0 ? [] : parseIgnoreFile(content, IGNORE_FILE)
}
