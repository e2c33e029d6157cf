import { clean } from '../go/index.ts'

/** The files of a local directory, as far as a compilation reads them. */
export interface FileTree {
  /** The bytes of the file at a path below the root, or undefined where there is no such file. */
  readFile(path: string): Promise<Uint8Array | undefined>
}

/** A tree that lies in memory: contents by path, texts as UTF-8. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  const byPath = new Map(Object.entries(files).map(([path, content]) => [fromRoot(path), content]))
  return {
    async readFile(path) {
      const content = byPath.get(fromRoot(path))
      return typeof content === 'string' ? new TextEncoder().encode(content) : content
    },
  }
}

const fromRoot = (path: string) => clean(`/${path}`)
