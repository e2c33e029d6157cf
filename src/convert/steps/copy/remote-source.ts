import { type GitRef, type GitRefOptions, parseGitRef, parseGitUrl } from '../../../git-url/index.ts'
import { base, parseUrl, quote } from '../../../go/index.ts'
import { type GitCalls, git, http, type Output } from '../../../llb/index.ts'
import { parseDigest } from '../../../reference/index.ts'
import { BuildError } from '../../../source/index.ts'

/** What flags, and the addresses of sources further left, say of remote sources. */
export interface RemoteSettings {
  readonly keepGitDir: boolean | undefined
  /** '' where there is none. */
  readonly checksum: string
}

/**
 * The git repository that a source means, undefined where it means none. `github.com/owner/name` is a path.
 * Throws BuildError for an address with a wrong query.
 */
export function gitSource(source: string, options: GitRefOptions): GitRef | undefined {
  const ref = parseGitRef(source, options)
  return ref?.indistinguishableFromLocal ? undefined : ref
}

export function isHttpUrl(source: string): boolean {
  return source.startsWith('http://') || source.startsWith('https://')
}

/** Whether a checksum makes sense for a source. */
export function takesChecksum(source: string, options: GitRefOptions): boolean {
  if (isHttpUrl(source)) return true
  try {
    return parseGitRef(source, options) !== undefined
  } catch {
    return false
  }
}

/** The settings with what an address says. Throws BuildError where they contradict each other. */
export function withGitRef(settings: RemoteSettings, ref: GitRef): RemoteSettings {
  const { keepGitDir, checksum } = settings
  if (keepGitDir !== undefined && ref.keepGitDir !== undefined && keepGitDir !== ref.keepGitDir) {
    throw new BuildError('checksum', 'inconsistent keep-git-dir configuration')
  }
  if (checksum !== '' && ref.checksum !== '' && checksum !== ref.checksum) {
    throw new BuildError('checksum', `checksum mismatch ${quote(checksum)} != ${quote(ref.checksum)}`)
  }
  return { keepGitDir: ref.keepGitDir ?? keepGitDir, checksum: ref.checksum || checksum }
}

/** The files of a git repository. */
export function gitFiles(ref: GitRef, settings: RemoteSettings, calls: GitCalls, title: string): Output {
  return git(parseGitUrl(ref.remote), {
    customName: title,
    ref: ref.ref,
    subdir: ref.subdir,
    checksum: settings.checksum,
    keepGitDir: settings.keepGitDir ?? false,
    skipSubmodules: ref.submodules === false,
    fetchByCommit: ref.fetchByCommit,
    fetchTags: ref.fetchTags,
    ...(ref.fetchDepth === undefined ? {} : { fetchDepth: ref.fetchDepth }),
    ...calls,
  })
}

/** The file that a URL answers with, and its name. Throws BuildError for a malformed checksum. */
export function httpFile(url: string, settings: RemoteSettings, title: string) {
  const filename = filenameOf(url)
  const files = http(url, {
    filename,
    customName: title,
    description: { 'com.docker.dockerfile.v1.command': '' },
    ...(settings.checksum === '' ? {} : { checksum: parseDigest(settings.checksum) }),
  })
  return { files, filename }
}

function filenameOf(url: string): string {
  try {
    const name = base(parseUrl(url).path)
    if (name !== '.' && name !== '/') return name
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
  }
  return '__unnamed__'
}
