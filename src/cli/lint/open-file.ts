import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FileTree } from '../../offline/index.ts'
import { UsageError } from '../command.ts'
import type { DirectoryNames } from '../directory-names.ts'
import { directoryTree } from '../directory-tree.ts'
import { type DockerfileSource, withBytes } from '../dockerfile-source.ts'

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

function readBytes(absolute: string): Uint8Array {
  try {
    return readFileSync(absolute)
  } catch (error) {
    throw new UsageError(`cannot read ${absolute}: ${error instanceof Error ? error.message : error}`)
  }
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
