import { formatUrl, formatUser, join, parseUrl, parseUrlQuery, type Url, type UrlQuery } from '../go/index.ts'
import { BuildError } from '../source/index.ts'

/** The address of a git repository, from a URL or from git's short form for ssh (`git@host:path`). */
export interface GitUrl {
  readonly scheme: string
  readonly host: string
  readonly path: string
  readonly user: Url['user']
  readonly query: UrlQuery
  /** What the fragment says; undefined where there is none. */
  readonly fragment: { readonly ref: string; readonly subdir: string } | undefined
  /** The address as git takes it: without query and fragment. */
  readonly remote: string
}

const protocols = new Set(['http', 'https', 'ssh', 'git'])
const protocolForm = /^([a-zA-Z0-9]+):\/\//
// Split by hand where a lazy match would look at a long text again and again.
const shortForm = /^([a-zA-Z0-9_-]+)@([a-zA-Z0-9.-]+):([^\n]*)$/

/** Parses the address of a repository. Throws BuildError (code `context`) for what is none. */
export function parseGitUrl(text: string): GitUrl {
  const protocol = protocolForm.exec(text)
  if (protocol) {
    const name = (protocol[1] as string).toLowerCase()
    if (!protocols.has(name)) throw new BuildError('context', `${name}: invalid protocol`)
    return gitUrlOf(parseUrl(text))
  }
  const short = shortForm.exec(text)
  const query = short && splitShortForm(short[3] as string)
  if (!short || !query) throw new BuildError('context', 'unknown protocol')
  const user = { name: short[1] as string, password: undefined }
  const host = short[2] as string
  return {
    scheme: 'ssh',
    host,
    path: query.path,
    user,
    query: query.parameters,
    fragment: parseFragment(query.fragment),
    remote: `${formatUser(user)}@${host}:${query.path}`,
  }
}

/** The git URL that a parsed URL is. */
export function gitUrlOf(url: Url): GitUrl {
  return {
    scheme: url.scheme,
    host: url.host,
    path: url.path,
    user: url.user,
    query: parseUrlQuery(url.rawQuery ?? '', 'drop'),
    fragment: parseFragment(url.fragment),
    // A question mark that nothing follows stays.
    remote: formatUrl({ ...url, rawQuery: url.rawQuery === '' ? '' : undefined, fragment: '' }),
  }
}

/** Path, query and fragment of the short form; the query ends at the first `#` behind it. */
function splitShortForm(text: string) {
  const hash = text.indexOf('#')
  const mark = text.indexOf('?')
  const pathEnd = Math.min(hash < 0 ? text.length : hash, mark < 0 ? text.length : mark)
  const rawQuery = pathEnd === mark ? text.slice(mark + 1, hash < 0 ? text.length : hash) : ''
  try {
    return {
      path: text.slice(0, pathEnd),
      parameters: parseUrlQuery(rawQuery, 'throw'),
      fragment: hash < 0 ? '' : text.slice(hash + 1),
    }
  } catch {
    return undefined
  }
}

function parseFragment(fragment: string): GitUrl['fragment'] {
  if (fragment === '') return undefined
  const colon = fragment.indexOf(':')
  if (colon < 0) return { ref: fragment, subdir: '' }
  return { ref: fragment.slice(0, colon), subdir: join('/', fragment.slice(colon + 1)).slice(1) }
}
