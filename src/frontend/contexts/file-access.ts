import type { BuildSources } from '../../convert/index.ts'
import type { FileStat, Ref } from '../../gateway/client.ts'
import { digestOf, type Output } from '../../llb/index.ts'
import { BuildError, createSourceFile, type SourceFile } from '../../source/index.ts'
import { withoutDaemonPaths } from './daemon-path.ts'
import type { Session } from './session.ts'

/** A graph that files are looked for in. */
interface Opened {
  readonly key: string
  readonly definition: ReturnType<Session['marshal']>
  readonly ref: () => Promise<Ref | undefined>
}

/** Reads and looks at files of graphs while the build is being described; what is asked twice is answered once. */
export function createFileAccess(
  session: Session,
): Pick<BuildSources, 'readFile' | 'statFile' | 'readDirectory'> {
  const refs = new Map<string, Promise<Ref | undefined>>()
  const files = new Map<string, Promise<SourceFile>>()

  function open(output: Output | null): Opened | undefined {
    const definition = session.marshal(output)
    const last = definition.def.at(-1)
    if (last === undefined) return undefined
    const key = digestOf(last)
    return {
      key,
      definition,
      ref() {
        let ref = refs.get(key)
        if (ref === undefined) {
          ref = session.solve(definition)
          refs.set(key, ref)
        }
        return ref
      },
    }
  }

  async function read({ definition, ref }: Opened, path: string, filename: string): Promise<SourceFile> {
    const found = await ref()
    if (found === undefined) throw noSuchFile(path)
    const source = createSourceFile(filename, await shown(path, found.readFile(path)))
    session.origins.set(source, definition)
    return source
  }

  return {
    async readFile(output, path, filename = path) {
      const opened = open(output)
      if (opened === undefined) throw noSuchFile(path)
      const key = JSON.stringify([opened.key, path, filename])
      let file = files.get(key)
      if (file === undefined) {
        file = read(opened, path, filename)
        files.set(key, file)
      }
      return file
    },
    async statFile(output, path) {
      const ref = await open(output)?.ref()
      return ref && unlessMissing(() => shown(path, ref.statFile(path)))
    },
    async readDirectory(output, path) {
      const ref = await open(output)?.ref()
      return (ref && (await unlessMissing(() => shown(path, ref.readDir(path))))) ?? []
    },
  }
}

/** What is asked of a file; errors keep the directories of the daemon to themselves. */
async function shown<Answer>(path: string, asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    throw error.with({ message: withoutDaemonPaths(error.message, path) })
  }
}

function noSuchFile(path: string): BuildError {
  return new BuildError('context', `open ${path}: no such file or directory`)
}

const NOT_FOUND = 5

async function unlessMissing<Found extends FileStat | readonly FileStat[]>(
  look: () => Promise<Found>,
): Promise<Found | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof BuildError && isMissing(error)) return undefined
    throw error
  }
}

function isMissing({ status, message }: BuildError): boolean {
  return status === NOT_FOUND || /no such file or directory|not a directory|file does not exist/.test(message)
}
