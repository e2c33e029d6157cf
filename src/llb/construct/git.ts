import { parseGitUrl } from '../../git-url/index.ts'
import { join } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import { caps } from '../caps.ts'
import type { Constraints } from '../constraints.ts'
import type { Output } from '../op.ts'
import { source } from './source.ts'

/** A repository's URL taken apart. */
export interface GitRemote {
  /** `https`, `http`, `git` or `ssh`. */
  readonly scheme: string
  /** With its port, where it names one. */
  readonly host: string
  readonly path: string
  /** The URL that git is called with: no fragment, no query. */
  readonly remote: string
}

/**
 * How git is called, whatever the repository.
 *
 * @example
 * const calls: GitCalls = { debugCommands: true }
 */
export interface GitCalls {
  /** Lets git give its advice, which the daemon keeps it from by default. */
  readonly advice?: boolean
  /** Shows the commands in the progress output. */
  readonly debugCommands?: boolean
}

/** How a repository is checked out. */
export interface GitOptions extends Constraints, GitCalls {
  /** Branch, tag or commit. */
  readonly ref?: string
  readonly subdir?: string
  /** Commit that the ref must be; a prefix will do. */
  readonly checksum?: string
  readonly keepGitDir?: boolean
  readonly skipSubmodules?: boolean
  /** Times of the files: `checkout` or `commit`. */
  readonly mtime?: string
  /** Takes the checksum for the commit without asking the remote for the ref. */
  readonly fetchByCommit?: boolean
  /** How many commits are fetched; 0 is all of them, and the tags. */
  readonly fetchDepth?: number
  /** Fetches tags as well. */
  readonly fetchTags?: boolean
  /** The name of the secret with a token; `GIT_AUTH_TOKEN` by default. */
  readonly authTokenSecret?: string
  /** The name of the secret with an Authorization header; `GIT_AUTH_HEADER` by default. */
  readonly authHeaderSecret?: string
  /** Lines of known_hosts; only for ssh. */
  readonly knownSshHosts?: string
  /** Id of the ssh agent; `default` by default, only for ssh. */
  readonly mountSshSock?: string
}

/**
 * A git repository. One repository has one identifier whichever protocol it is fetched by; the full URL is an
 * attribute.
 * @param url an address, `https` where it names no protocol, or one that is taken apart already; one that
 *   cannot be taken apart is left to the daemon to refuse
 */
export function git(url: GitRemote | string, options: GitOptions = {}): Output {
  const remote = typeof url === 'string' ? takeApart(url) : url
  const {
    ref = '',
    subdir = '',
    checksum,
    keepGitDir,
    skipSubmodules,
    mtime,
    fetchByCommit,
    fetchDepth,
    fetchTags,
    authTokenSecret,
    authHeaderSecret,
    knownSshHosts,
    mountSshSock,
    advice,
    debugCommands,
    ...constraints
  } = options
  const attrs: Record<string, string> = {}
  const needs: string[] = [caps.sourceGit]
  const set = (attr: string, value: string | undefined, cap?: string): void => {
    if (!value) return
    attrs[attr] = value
    if (cap) needs.push(cap)
  }
  set('git.keepgitdir', keepGitDir ? 'true' : '', caps.sourceGitKeepDir)
  set('git.fullurl', typeof remote === 'string' ? remote : remote.remote, caps.sourceGitFullUrl)
  set('git.authtokensecret', authTokenSecret ?? 'GIT_AUTH_TOKEN')
  set('git.authheadersecret', authHeaderSecret ?? 'GIT_AUTH_HEADER')
  if (authTokenSecret || authHeaderSecret) needs.push(caps.sourceGitHttpAuth)
  if (typeof remote !== 'string' && remote.scheme === 'ssh') {
    if (knownSshHosts)
      attrs['git.knownsshhosts'] = knownSshHosts.endsWith('\n') ? knownSshHosts : `${knownSshHosts}\n`
    needs.push(caps.sourceGitKnownSshHosts)
    set('git.mountsshsock', mountSshSock || 'default', caps.sourceGitMountSshSock)
  }
  set('git.checksum', checksum, caps.sourceGitChecksum)
  set('git.skipsubmodules', skipSubmodules ? 'true' : '', caps.sourceGitSkipSubmodules)
  set('git.mtime', mtime, caps.sourceGitMtime)
  set('git.fetchbycommit', fetchByCommit ? 'true' : '', caps.sourceGitFetchByCommit)
  set('git.fetchdepth', fetchDepth === undefined ? '' : String(fetchDepth), caps.sourceGitFetchDepth)
  set('git.fetchtags', fetchTags ? 'true' : '', caps.sourceGitFetchTags)
  set('git.advice', advice ? 'true' : '')
  set('git.debugcommands', debugCommands ? 'true' : '', caps.sourceGitDebugCommands)
  return source(`git://${identify(remote, ref, subdir)}`, attrs, needs, constraints)
}

function takeApart(url: string): GitRemote | string {
  try {
    return parseGitUrl(url)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    return error.message === 'unknown protocol' && !url.includes('://') ? takeApart(`https://${url}`) : url
  }
}

function identify(remote: GitRemote | string, ref: string, subdir: string): string {
  if (typeof remote === 'string') return remote
  const id = remote.host + join('/', remote.path)
  if (ref === '' && subdir === '') return id
  return subdir === '' ? `${id}#${ref}` : `${id}#${ref}:${subdir}`
}
