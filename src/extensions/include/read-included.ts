import { BuildError, type BuildReader, type SourceFile } from '../../api.ts'
import { type GitRef, git, http } from '../../llb/index.ts'
import { readAddress, readPath } from './address.ts'

/** What an INCLUDE asks for, variables replaced. */
export interface IncludeRequest {
  readonly address: string
  /** The named context that the address is a path in, or `context` for the build context. */
  readonly from: string | undefined
  /** Digest of a download, commit of a repository. */
  readonly checksum: string | undefined
  /** The file that includes it. */
  readonly including: SourceFile | undefined
  /** Where the files of this build were downloaded from: what they include may be relative to that. */
  readonly downloads: Map<SourceFile, string>
}

/** Reads the file that an INCLUDE names. Throws BuildError (code `context`). */
export async function readIncluded(request: IncludeRequest, reader: BuildReader): Promise<SourceFile> {
  try {
    return await read(request, reader)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const message = error.message.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s"']+/gi, shown)
    throw new BuildError('context', `failed to include ${shown(request.address)}: ${message}`, {
      status: error.status,
      details: error.details,
      cause: error,
    })
  }
}

async function read(request: IncludeRequest, reader: BuildReader): Promise<SourceFile> {
  const { address, from, checksum, including, downloads } = request
  if (from !== undefined) {
    refuseChecksum(checksum)
    const path = readPath(address)
    return from === 'context' ? reader.readFile(path) : reader.readFile(path, from)
  }
  const found = readAddress(address, including && downloads.get(including.original ?? including))
  switch (found.kind) {
    case 'repository':
      return readGit(found.repository, checksum, reader)
    case 'download':
      return readHttp(found.url, request, reader)
    case 'path':
      refuseChecksum(checksum)
      return including ? reader.readBeside(including, found.path) : reader.readFile(found.path)
  }
}

function refuseChecksum(checksum: string | undefined): void {
  if (checksum === undefined) return
  throw new BuildError('context', '--checksum is for downloads and repositories')
}

async function readGit(
  repository: GitRef,
  checksum: string | undefined,
  reader: BuildReader,
): Promise<SourceFile> {
  const { remote, ref, subdir, fetchByCommit } = repository
  const path = subdir.replace(/^\/+/, '')
  if (path === '') throw new BuildError('context', 'the file in the repository is missing: URL#REF:PATH')
  const name = `${shown(remote)}#${ref}:${path}`
  // All of the repository, so that what the file includes may lie anywhere in it.
  const files = git(remote, {
    ref,
    customName: `[internal] load git source ${name}`,
    skipSubmodules: true,
    fetchByCommit,
    checksum: checksum ?? repository.checksum,
  })
  return reader.readFileOf(files, path, name)
}

const DOWNLOADED = 'Dockerfile'

async function readHttp(
  url: string,
  { checksum, downloads }: IncludeRequest,
  reader: BuildReader,
): Promise<SourceFile> {
  const files = http(url, {
    filename: DOWNLOADED,
    customName: `[internal] load ${shown(url)}`,
    ...(checksum === undefined ? {} : { checksum }),
  })
  const file = await reader.readFileOf(files, DOWNLOADED, shown(url))
  downloads.set(file, url)
  return file
}

/** An address without what may be secret in it: user, password and query. */
function shown(address: string): string {
  const parts = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?([^?#]*)(?:\?[^#]*)?(.*)$/is.exec(address)
  return parts ? parts.slice(1).join('') : address
}
