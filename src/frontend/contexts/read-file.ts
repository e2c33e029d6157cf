import type { Output } from '../../llb/index.ts'
import { digestOf } from '../../llb/index.ts'
import { BuildError, createSourceFile, type SourceFile } from '../../source/index.ts'
import type { Session } from './session.ts'

/** Reads files of graphs while the build is being described; each once. See `BuildSources.readFile`. */
export function createFileReader(session: Session) {
  const known = new Map<string, Promise<SourceFile>>()
  return async (files: Output | null, path: string, filename = path): Promise<SourceFile> => {
    const definition = session.marshal(files)
    const last = definition.def.at(-1)
    if (last === undefined) throw new BuildError('context', `open ${path}: no such file or directory`)
    const key = JSON.stringify([digestOf(last), path, filename])
    let file = known.get(key)
    if (file === undefined) {
      file = read()
      known.set(key, file)
    }
    return file

    async function read(): Promise<SourceFile> {
      const ref = await session.solve(definition)
      if (ref === undefined) throw new BuildError('context', `open ${path}: no such file or directory`)
      const source = createSourceFile(filename, await ref.readFile(path))
      session.origins.set(source, definition)
      return source
    }
  }
}
