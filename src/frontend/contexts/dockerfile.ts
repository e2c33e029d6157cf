import type { Ref } from '../../gateway/client.ts'
import { base, dir, join } from '../../go/index.ts'
import { type Definition, local, type Output } from '../../llb/index.ts'
import { createSourceFile, explaining, type SourceFile } from '../../source/index.ts'
import { type BuildContext, DOCKERFILE } from './build-context.ts'
import { readIgnoreBytes } from './ignore-file.ts'
import {
  checkSize,
  FileTooLargeError,
  isTooLargeToReceive,
  readLimitedFile,
  readWithinLimit,
  tellsSizes,
} from './limited-file.ts'
import { requireRef, type Session } from './session.ts'

/** The Dockerfile of a build, and where it was read from. */
export interface LoadedDockerfile {
  readonly file: SourceFile
  /** The graph that the file was read from. */
  readonly definition: Definition
  /** That graph for this file, and those of others that were read for the build. */
  readonly definitionOf: (file: SourceFile) => Definition | undefined
  /** The files around it, narrowed to `paths` where they are local. */
  readonly files: (paths: readonly string[]) => Output | null
  /** The ignore file beside it (`<file>.dockerignore`), where there is one with content. Throws BuildError. */
  readonly ignoreFile: () => Promise<NamedContent | undefined>
}

interface NamedContent {
  readonly name: string
  readonly content: Uint8Array
}

/** The ignore file that goes before that of the context. */
const ignoreFileOf = (filename: string) => `${filename}.dockerignore`

/** Reads the Dockerfile and the ignore file beside it. Throws BuildError where there is no Dockerfile. */
export async function loadDockerfile(session: Session, context: BuildContext): Promise<LoadedDockerfile> {
  const { filename } = context
  const definition = session.marshal(
    context.dockerfile === undefined ? localDockerfile(session, context) : context.dockerfile,
  )
  const ref = requireRef(await explaining('failed to resolve dockerfile', () => session.solve(definition)))
  const { bytes, ignoreFile } = await readFiles(session, ref, filename)
  const file = createSourceFile(filename, bytes)
  session.origins.set(file, definition)
  return {
    file,
    definition,
    files: (paths) =>
      context.dockerfile === undefined
        ? local(context.dockerfileLocal, {
            customName: `[internal] load ${paths.join(' ')}`,
            sessionId: session.sessionOf(context.dockerfileLocal),
            followPaths: paths,
            sharedKeyHint: context.dockerfileLocal,
            differ: { type: 'none', required: false },
          })
        : context.dockerfile,
    definitionOf: (other) => session.origins.get(other.original ?? other),
    ignoreFile,
  }
}

function localDockerfile(session: Session, { filename, dockerfileLocal }: BuildContext) {
  const lowerCase = lowerCaseName(filename)
  return local(dockerfileLocal, {
    customName: `[internal] load build definition from ${filename}`,
    sessionId: session.sessionOf(dockerfileLocal),
    followPaths: [filename, ignoreFileOf(filename), ...(lowerCase === undefined ? [] : [lowerCase])],
    sharedKeyHint: dockerfileLocal,
    differ: { type: 'none', required: false },
  })
}

/**
 * Reads the Dockerfile, and the ignore file beside it, in the reference's order. What does not depend on an answer does
 * not wait for it: the ignore file is read while the build goes on.
 */
async function readFiles(
  session: Session,
  ref: Ref,
  filename: string,
): Promise<{ readonly bytes: Uint8Array; readonly ignoreFile: LoadedDockerfile['ignoreFile'] }> {
  const name = ignoreFileOf(filename)
  let sized: Promise<unknown> | undefined
  const bytes = await explaining('failed to read dockerfile', () =>
    readDockerfile(session, ref, filename, () => {
      sized = checkSize(session, ref, name)
      sized.catch(() => {})
    }),
  )
  await (sized ?? checkSize(session, ref, name))
  const content = readIgnoreBytes(() => readWithinLimit(ref, name), name)
  content.catch(() => {})
  if (!tellsSizes(session)) await content
  return {
    bytes,
    async ignoreFile() {
      const found = await content
      return found.length === 0 ? undefined : { name, content: found }
    },
  }
}

/** @param onReading told when the file is there and being read */
async function readDockerfile(
  session: Session,
  ref: Ref,
  filename: string,
  onReading: () => void,
): Promise<Uint8Array> {
  try {
    const found = await checkSize(session, ref, filename)
    const reading = readWithinLimit(ref, filename)
    if (found) onReading()
    return await reading
  } catch (error) {
    const lowerCase = lowerCaseName(filename)
    if (lowerCase === undefined || error instanceof FileTooLargeError) throw error
    const other = await readOther(session, ref, lowerCase)
    // A file that is there is not replaced by another one because it cannot be received.
    if (other === undefined || isTooLargeToReceive(error)) throw error
    return other
  }
}

async function readOther(session: Session, ref: Ref, path: string): Promise<Uint8Array | undefined> {
  try {
    return await readLimitedFile(session, ref, path)
  } catch (error) {
    if (error instanceof FileTooLargeError) throw error
    return undefined
  }
}

/** `dockerfile` beside the place of a `Dockerfile`; undefined for a file of another name. */
function lowerCaseName(filename: string): string | undefined {
  return base(filename) === DOCKERFILE ? join(dir(filename), DOCKERFILE.toLowerCase()) : undefined
}
