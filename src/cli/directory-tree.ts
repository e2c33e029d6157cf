import type { Stats } from 'node:fs'
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileStat } from '../gateway/client.ts'
import type { FileTree } from '../offline/index.ts'
import { BuildError } from '../source/index.ts'

/** A directory of this machine. Paths are taken from its root: none leads out of it. */
export function directoryTree(directory: string): FileTree {
  return {
    async readFile(name) {
      try {
        return await readFile(within(directory, name))
      } catch (error) {
        if (isMissing(error)) return undefined
        const reason = error instanceof Error ? error.message : String(error)
        throw new BuildError('context', `failed to read ${name}: ${reason}`)
      }
    },
    stat: (name) => unlessMissing(async () => statOf(name, await stat(within(directory, name)))),
    async list(name) {
      const found = await unlessMissing(async () => {
        const names = await readdir(within(directory, name))
        return Promise.all(
          names.sort().map(async (entry) => {
            const at = path.join(within(directory, name), entry)
            const info = await lstat(at)
            return statOf(entry, info, info.isSymbolicLink() ? await readlink(at) : '')
          }),
        )
      })
      return found ?? []
    },
  }
}

function within(directory: string, name: string): string {
  return path.join(directory, path.posix.resolve('/', name))
}

async function unlessMissing<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await look()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const DIRECTORY = 0x8000_0000
const SYMLINK = 0x0800_0000

/** As the daemon describes it, with the bits of Go's FileMode. */
function statOf(name: string, info: Stats, linkname = ''): FileStat {
  const type = info.isDirectory() ? DIRECTORY : info.isSymbolicLink() ? SYMLINK : 0
  return {
    path: path.posix.basename(name),
    mode: type + (info.mode & 0o777),
    uid: info.uid,
    gid: info.gid,
    size: info.size,
    modTime: BigInt(Math.trunc(info.mtimeMs)) * 1_000_000n,
    linkname,
  }
}

/** Whether an error of the file system says that there is no such file. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
