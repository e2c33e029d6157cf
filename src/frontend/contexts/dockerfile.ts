import type { Ref } from '../../gateway/client.ts'
import { base, dir, join } from '../../go/index.ts'
import { type Definition, local, type Output } from '../../llb/index.ts'
import { createSourceFile, explaining, type SourceFile } from '../../source/index.ts'
import { type BuildContext, DOCKERFILE } from './build-context.ts'
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
  /** The ignore file beside it (`<file>.dockerignore`), where there is one with content. */
  readonly ignoreFile: { readonly name: string; readonly content: Uint8Array } | undefined
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
  const [bytes, ignored] = await Promise.all([
    explaining('failed to read dockerfile', () => readDockerfile(ref, filename)),
    ref.readFile(ignoreFileOf(filename)).catch(() => undefined),
  ])
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
    definitionOf: (other) => session.origins.get(other),
    ignoreFile: ignored?.length ? { name: ignoreFileOf(filename), content: ignored } : undefined,
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

async function readDockerfile(ref: Ref, filename: string): Promise<Uint8Array> {
  const lowerCase = lowerCaseName(filename)
  try {
    return await ref.readFile(filename)
  } catch (error) {
    const found = lowerCase === undefined ? undefined : await ref.readFile(lowerCase).catch(() => undefined)
    if (found === undefined) throw error
    return found
  }
}

/** `dockerfile` beside the place of a `Dockerfile`; undefined for a file of another name. */
function lowerCaseName(filename: string): string | undefined {
  return base(filename) === DOCKERFILE ? join(dir(filename), DOCKERFILE.toLowerCase()) : undefined
}
