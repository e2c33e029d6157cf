import type { Ref } from '../../gateway/client.ts'
import { readBool } from '../../go/index.ts'
import { file, type Output } from '../../llb/index.ts'
import { explaining } from '../../source/index.ts'
import { isArchive } from './archive.ts'
import { gitContext, HTTP_FILENAME, httpContext } from './remote-context.ts'
import { requireRef, type Session } from './session.ts'

/** Where the build's files and its Dockerfile come from. */
export interface BuildContext {
  /** Undefined where the files are the client's own; null is an empty context. */
  readonly files: Output | null | undefined
  /** Undefined where the Dockerfile is among the client's own files. */
  readonly dockerfile: Output | null | undefined
  /** The local source that the Dockerfile is in. */
  readonly dockerfileLocal: string
  /** The Dockerfile's path. */
  readonly filename: string
}

/** The local source of the build context. */
export const CONTEXT_LOCAL = 'context'
export const DOCKERFILE = 'Dockerfile'

/**
 * Finds out what kind of context the build has: a repository, a download, an input of the client, or its local
 * files. A download is looked into, to tell an archive from a Dockerfile. Throws BuildError.
 */
export async function openBuildContext(session: Session): Promise<BuildContext> {
  const { raw } = session.options
  const dockerfileKey = raw.get('dockerfilekey')
  const base: BuildContext = {
    files: undefined,
    dockerfile: undefined,
    dockerfileLocal: dockerfileKey ?? 'dockerfile',
    filename: raw.get('filename') ?? DOCKERFILE,
  }
  const found = await findContext(session, base)
  const subdir = raw.get('contextsubdir')
  return {
    ...found,
    dockerfile: dockerfileKey === undefined ? found.dockerfile : undefined,
    files: found.files === undefined || subdir === undefined ? found.files : directory(found.files, subdir),
  }
}

async function findContext(session: Session, base: BuildContext): Promise<BuildContext> {
  const { raw } = session.options
  const location = raw.get(raw.get('contextkey') ?? 'context') ?? ''
  const repository = gitContext(location, session.options.git, {
    fetchQueries: session.options.fetchQueries,
    keepGitDir: readBool(raw.get('build-arg:BUILDKIT_CONTEXT_KEEP_GIT_DIR') ?? '') === true,
    commitTimes: Boolean(raw.get('build-arg:SOURCE_DATE_EPOCH')),
  })
  if (repository !== undefined) return { ...base, files: repository, dockerfile: repository }
  const download = httpContext(location)
  if (download !== undefined) return openDownload(session, base, download)
  if (session.client.environment.gatewayCaps.missing('frontend.inputs') !== undefined) return base
  const inputs = await explaining('failed to get frontend inputs', () => session.inputs())
  return {
    ...base,
    files: inputs.get(CONTEXT_LOCAL),
    dockerfile: inputs.get(base.dockerfileLocal),
  }
}

async function openDownload(session: Session, base: BuildContext, download: Output): Promise<BuildContext> {
  const ref: Ref = requireRef(
    await explaining('failed to resolve httpcontext', () => session.solve(session.marshal(download))),
  )
  const head = await explaining('failed to read downloaded context', () =>
    ref.readFile(HTTP_FILENAME, { offset: 0, length: 1024 }),
  )
  if (!(await isArchive(head)))
    return { ...base, files: download, dockerfile: download, filename: HTTP_FILENAME }
  const unpacked = file(null, [
    { type: 'copy', from: download, source: `/${HTTP_FILENAME}`, destination: '/', attemptUnpack: true },
  ])
  return { ...base, files: unpacked, dockerfile: unpacked }
}

/** The content of one directory of a context. */
function directory(files: Output | null, path: string): Output {
  return file(null, [
    { type: 'copy', from: files, source: path, destination: '/', copyDirContentsOnly: true },
  ])
}
