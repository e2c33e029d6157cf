import path from 'node:path'
import type { FileTree } from '../../offline/index.ts'
import type { DirectoryNames } from '../directory-names.ts'
import { directoryTree } from '../directory-tree.ts'
import { type DockerfileSource, withBytes } from '../dockerfile-source.ts'
import { readBytes } from '../read-bytes.ts'

/**
 * A Dockerfile whose build context is its own directory. Little is asked of the disk: of many files, that is what
 * takes the time. Throws UsageError where it cannot be read.
 */
export function openFile(absolute: string, names: DirectoryNames): DockerfileSource {
  const directory = path.dirname(absolute)
  const tree = listedTree(directory, names)
  const filename = path.basename(absolute)
  return withBytes(
    { filename, bytes: new Uint8Array(), dockerfileTree: tree, contextTree: tree },
    readBytes(absolute),
  )
}

/** A directory that is asked for files that are in it alone. */
function listedTree(directory: string, names: DirectoryNames): FileTree {
  const tree = directoryTree(directory)
  const mayHave = (file: string): boolean => {
    const [top = ''] = path.posix.resolve('/', file).slice(1).split('/', 1)
    return top === '' || names.listOf(directory).has(top)
  }
  return {
    ...tree,
    readFile: async (file) => (mayHave(file) ? tree.readFile(file) : undefined),
    stat: async (file) => (mayHave(file) ? tree.stat?.(file) : undefined),
  }
}
