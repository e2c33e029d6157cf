import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileStat } from '../gateway/client.ts'
import { type FileTree, memoryTree } from '../offline/index.ts'
import { UsageError } from './command.ts'
import { directoryTree, isMissing } from './directory-tree.ts'
import type { CommandIo } from './io.ts'

/** Where a command reads its Dockerfile and its build context. */
export interface DockerfileSource {
  /** The Dockerfile's name in its directory, as errors show it. */
  readonly filename: string
  readonly bytes: Uint8Array
  /** The directory that the Dockerfile is in. */
  readonly dockerfileTree: FileTree
  readonly contextTree: FileTree
}

/**
 * Finds the Dockerfile of a command line.
 * @param file what `--file` says: a path, or `-` for standard input
 * @param context the build context, the present directory by default
 * Throws UsageError where either does not exist.
 */
export async function openDockerfile(
  file: string | undefined,
  context: string | undefined,
  io: CommandIo,
): Promise<DockerfileSource> {
  const contextDirectory = path.resolve(io.directory, context ?? '.')
  await requireDirectory(contextDirectory, context ?? '.')
  const contextTree = directoryTree(contextDirectory)
  if (file === '-') {
    const bytes = await io.readInput()
    const filename = 'Dockerfile'
    return { filename, bytes, dockerfileTree: memoryTree({ [filename]: bytes }), contextTree }
  }
  const asked = file === undefined ? undefined : path.resolve(io.directory, file)
  const candidates = asked === undefined ? ['Dockerfile', 'dockerfile'] : [path.basename(asked)]
  const directory = asked === undefined ? contextDirectory : path.dirname(asked)
  for (const filename of candidates) {
    const bytes = await readIfThere(path.join(directory, filename))
    if (bytes) return { filename, bytes, dockerfileTree: directoryTree(directory), contextTree }
  }
  throw new UsageError(`there is no Dockerfile ${asked ?? path.join(contextDirectory, 'Dockerfile')}`)
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  }
}

async function requireDirectory(directory: string, asked: string): Promise<void> {
  const found = await stat(directory).catch(() => undefined)
  if (!found?.isDirectory()) throw new UsageError(`the build context ${asked} is no directory`)
}

/** The same with other bytes in the Dockerfile, which need not be on the disk. */
export function withBytes(source: DockerfileSource, bytes: Uint8Array): DockerfileSource {
  const { filename, dockerfileTree } = source
  return {
    ...source,
    bytes,
    dockerfileTree: {
      ...dockerfileTree,
      readFile: async (path) => (path === filename ? bytes : dockerfileTree.readFile(path)),
      stat: async (path) =>
        path === filename ? regularFile(filename, bytes.length) : dockerfileTree.stat?.(path),
    },
  }
}

function regularFile(path: string, size: number): FileStat {
  return { path, mode: 0o644, uid: 0, gid: 0, size, modTime: 0n, linkname: '' }
}
