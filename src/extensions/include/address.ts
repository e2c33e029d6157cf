import { BuildError } from '../../api.ts'
import { type GitRef, parseGitRef } from '../../llb/index.ts'

/** What the address of an INCLUDE may be; nothing else is ever handed to the daemon as a source. */
export type Address =
  | { readonly kind: 'repository'; readonly repository: GitRef }
  /** `http://…` or `https://…`. */
  | { readonly kind: 'download'; readonly url: string }
  /** Within the place that the including file is from. */
  | { readonly kind: 'path'; readonly path: string }

const scheme = /^[a-z][a-z0-9+.-]*:/i
const download = /^(https?:\/\/[^/?#\\]+)([^?#]*)/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const control = /[\u0000-\u001f\u007f]/

/**
 * Tells what an address names: a repository in any form that ADD takes, a download, or a path. Relative ones of a
 * file that was downloaded name downloads from the same host.
 * @param base the URL that the including file was downloaded from; undefined where it was read from files
 * Throws BuildError (code `context`) for everything else: other schemes, other hosts that are named in part.
 */
export function readAddress(text: string, base: string | undefined): Address {
  if (control.test(text)) throw mistake('the address has control characters')
  const repository = parseGitRef(text)
  if (repository && !repository.indistinguishableFromLocal) return { kind: 'repository', repository }
  if (download.test(text)) return { kind: 'download', url: text }
  const named = scheme.exec(text)?.[0]
  if (named !== undefined && (base !== undefined || text.startsWith('//', named.length))) {
    throw mistake(`${named} is not among what INCLUDE reads: paths, http://, https://, and git repositories`)
  }
  return base === undefined ? { kind: 'path', path: text } : { kind: 'download', url: beside(base, text) }
}

/** A path in a context, where an address that names another place is a mistake. */
export function readPath(text: string): string {
  const address = readAddress(text, undefined)
  if (address.kind !== 'path') throw mistake('with --from, the address is a path in that context')
  return address.path
}

/** The URL of what lies beside a download: another path of the same host, without the query of the first. */
function beside(base: string, path: string): string {
  const [, host = '', directory = ''] = download.exec(base) ?? []
  if (path.startsWith('//')) throw mistake('an address that names a host names its scheme as well')
  const odd = /[\\?#]/.exec(path)?.[0]
  if (odd !== undefined) throw mistake(`${odd} cannot be in a path beside a download`)
  const segments = path.startsWith('/') ? [] : directory.split('/').slice(1, -1)
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined)
        throw mistake(`${path} lies outside of ${host.replace(/\/[^/]*@/, '/')}`)
    } else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `${host}/${segments.map(encodeSegment).join('/')}`
}

/** Escapes what cannot stand in a URL, and leaves what is escaped already. */
function encodeSegment(segment: string): string {
  return segment.toWellFormed().replace(/[^\w.~!$&'()*+,;=:@%-]/gu, encodeURIComponent)
}

function mistake(message: string): BuildError {
  return new BuildError('context', message)
}
