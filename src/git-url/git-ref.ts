import { parseUrl, quote, readBool, readUnsigned } from '../go/index.ts'
import { BuildError } from '../source/index.ts'
import { type GitUrl, gitUrlOf, parseGitUrl } from './git-url.ts'

/** What a Dockerfile or a build context means by the address of a git repository. */
export interface GitRef {
  /** The repository, as git takes it. */
  readonly remote: string
  /** The last part of the path, without `.git`. */
  readonly shortName: string
  /** A branch, tag or commit; '' is the default branch. */
  readonly ref: string
  /** The commit that it must be; '' where any will do. */
  readonly checksum: string
  /** Directory inside the repository; '' is its root. */
  readonly subdir: string
  /** The old form `github.com/owner/name`, which may also be a local path. */
  readonly indistinguishableFromLocal: boolean
  /** Fetched without encryption (`git://`, `http://`). */
  readonly unencrypted: boolean
  /** Undefined where the address does not say. */
  readonly keepGitDir: boolean | undefined
  readonly submodules: boolean | undefined
  /** `checkout` or `commit`: where modification times come from; '' is the default. */
  readonly mtime: string
  /** Fetches `checksum` itself and does not compare it with what `ref` names. */
  readonly fetchByCommit: boolean
  /** How many commits are fetched, 0 for all and the tags with them; undefined leaves it to the daemon. */
  readonly fetchDepth: number | undefined
  /** Fetches tags. */
  readonly fetchTags: boolean
}

/** What is read of an address. */
export interface GitRefOptions {
  /** Takes `fetch-depth` and `fetch-tags` in queries. */
  readonly fetchQueries?: boolean
}

/**
 * What a text means as a git repository, undefined where it is none.
 * Throws BuildError (code `context`) where it is one but its query is wrong.
 */
export function parseGitRef(text: string, options: GitRefOptions = {}): GitRef | undefined {
  const local = text.startsWith('github.com/')
  const url = readUrl(text, local)
  if (!url) return undefined
  const overHttp = url.scheme === 'http' || url.scheme === 'https'
  if (!local && overHttp && !url.path.endsWith('.git')) return undefined
  const remote = local ? url.remote.slice(url.remote.indexOf('://') + 3) : url.remote
  return {
    remote,
    shortName: remote.slice(remote.lastIndexOf('/') + 1).replace(/\.git$/, ''),
    indistinguishableFromLocal: local,
    unencrypted: !local && (url.scheme === 'http' || url.scheme === 'git'),
    ...readQuery(url, options),
  }
}

function readUrl(text: string, local: boolean): GitUrl | undefined {
  if (text.startsWith('./') || text.startsWith('../')) return undefined
  // Most texts are paths, which take no exception to be told from a URL or a short form.
  if (!local && !text.includes(':')) return undefined
  try {
    return local ? gitUrlOf({ ...parseUrl(text), scheme: 'https' }) : parseGitUrl(text)
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

type QueryFields = Pick<
  GitRef,
  | 'ref'
  | 'subdir'
  | 'checksum'
  | 'keepGitDir'
  | 'submodules'
  | 'mtime'
  | 'fetchByCommit'
  | 'fetchDepth'
  | 'fetchTags'
>

const switches = new Set(['keep-git-dir', 'submodules', 'fetch-by-commit'])
const valued = new Set(['ref', 'tag', 'branch', 'subdir', 'checksum', 'commit', 'mtime'])

function readQuery(url: GitUrl, { fetchQueries = false }: GitRefOptions): QueryFields {
  const single = new Map<string, string>()
  const on = new Map<string, boolean>()
  for (const [key, values] of url.query) {
    const [value = ''] = values
    if (values.length > 1) throw mistake(`query ${quote(key)} has multiple values`)
    if (switches.has(key) || (fetchQueries && key === 'fetch-tags')) {
      const flag = value === '' ? true : readBool(value)
      if (flag === undefined) throw mistake(`invalid ${key} value: ${quote(value)}`)
      on.set(key, flag)
      continue
    }
    if (value === '') throw mistake(`query ${quote(key)} has no value`)
    if (!valued.has(key) && !(fetchQueries && key === 'fetch-depth')) {
      throw mistake(`unexpected query ${quote(key)}`)
    }
    if (key === 'fetch-depth' && typeof readUnsigned(value, 10, 31) === 'string') {
      throw mistake(`invalid fetch-depth value: ${quote(value)}`)
    }
    if (key === 'mtime' && value !== 'checkout' && value !== 'commit') {
      throw mistake(`invalid mtime value: ${quote(value)} (must be "checkout" or "commit")`)
    }
    single.set(key, value)
  }
  return {
    ref: readRef(url, single),
    subdir: agree('subdir', url.fragment?.subdir ?? '', single.get('subdir')),
    checksum: single.get('checksum') ?? single.get('commit') ?? '',
    keepGitDir: on.get('keep-git-dir'),
    submodules: on.get('submodules'),
    mtime: single.get('mtime') ?? '',
    fetchByCommit: on.get('fetch-by-commit') ?? false,
    fetchDepth: numberOf(single.get('fetch-depth')),
    fetchTags: on.get('fetch-tags') ?? false,
  }
}

/** Fragment, `ref`, `tag` and `branch` may all name the ref, as long as they name the same. */
function readRef(url: GitUrl, query: ReadonlyMap<string, string>): string {
  const written = agree('ref', url.fragment?.ref ?? '', query.get('ref'))
  const tag = qualified(query.get('tag'), 'refs/tags/')
  const branch = qualified(query.get('branch'), 'refs/heads/')
  const tagged = agree('ref', written, tag)
  if (tag !== undefined && branch !== undefined) throw mistake('branch conflicts with tag')
  return agree('ref', tagged, branch)
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

function qualified(name: string | undefined, prefix: string): string | undefined {
  return name === undefined || name.startsWith(prefix) ? name : prefix + name
}

function agree(what: 'ref' | 'subdir', known: string, value: string | undefined): string {
  if (value === undefined) return known
  if (known !== '' && known !== value) throw mistake(`${what} conflicts: ${quote(known)} vs ${quote(value)}`)
  return value
}

function mistake(message: string): BuildError {
  return new BuildError('context', message)
}
