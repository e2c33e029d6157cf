import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FileTree } from '../offline/index.ts'
import { BuildError } from '../source/index.ts'

/** A directory of this machine. Paths are taken from its root: none leads out of it. */
export function directoryTree(directory: string): FileTree {
  return {
    async readFile(name) {
      try {
        return await readFile(path.join(directory, path.posix.resolve('/', name)))
      } catch (error) {
        if (isMissing(error)) return undefined
        const reason = error instanceof Error ? error.message : String(error)
        throw new BuildError('context', `failed to read ${name}: ${reason}`)
      }
    },
  }
}

/** Whether an error of the file system says that there is no such file. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
