import type { FileStat } from '../gateway/client.ts'
import { clean } from '../go/index.ts'

/** The files of a local directory, as far as a compilation reads them. */
export interface FileTree {
  /** The bytes of the file at a path below the root, or undefined where there is no such file. */
  readFile(path: string): Promise<Uint8Array | undefined>
  /** What there is at a path, links followed; undefined where there is nothing. */
  stat?(path: string): Promise<FileStat | undefined>
  /** What is in a directory, links not followed; empty where there is no such directory. */
  list?(path: string): Promise<readonly FileStat[]>
}

const REGULAR = 0o644
const DIRECTORY = 0x8000_0000 + 0o755

/** A tree that lies in memory: contents by path, texts as UTF-8. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  const byPath = new Map(
    Object.entries(files).map(([path, content]) => [
      fromRoot(path),
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  )
  const statOf = (path: string): FileStat | undefined => {
    const content = byPath.get(path)
    if (content) return statWith(path, REGULAR, content.length)
    const inside = path === '/' ? '/' : `${path}/`
    for (const other of byPath.keys()) if (other.startsWith(inside)) return statWith(path, DIRECTORY, 0)
    return undefined
  }
  return {
    readFile: async (path) => byPath.get(fromRoot(path)),
    stat: async (path) => statOf(fromRoot(path)),
    async list(path) {
      const directory = fromRoot(path)
      const inside = directory === '/' ? '/' : `${directory}/`
      const names = new Set<string>()
      for (const other of byPath.keys()) {
        if (other.startsWith(inside)) names.add(other.slice(inside.length).split('/', 1)[0] as string)
      }
      return [...names].sort().flatMap((name) => statOf(inside + name) ?? [])
    },
  }
}

function statWith(path: string, mode: number, size: number): FileStat {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { path: name, mode, uid: 0, gid: 0, size, modTime: 0n, linkname: '' }
}

const fromRoot = (path: string) => clean(`/${path}`)
