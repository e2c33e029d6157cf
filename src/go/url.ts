import { BuildError, inContext } from '../source/index.ts'
import { parseIp } from './ip-address.ts'
import { percentEncode, unescapePath, unescapeQuery } from './percent.ts'
import { quote } from './quote.ts'

/** A URL taken apart the way Go's net/url does it, which accepts more than the web's URL standard. */
export interface Url {
  /** Lower-case; '' where there is none. */
  readonly scheme: string
  /** What follows the scheme where that is not a slash (`mailto:x`). */
  readonly opaque: string
  /** Undefined without `@` in the authority; the password is undefined without `:`. */
  readonly user: { readonly name: string; readonly password: string | undefined } | undefined
  /** Host and port, unescaped. */
  readonly host: string
  /** The unescaped path. */
  readonly path: string
  /** The path as written. */
  readonly rawPath: string
  /** Undefined where there is no `?`. */
  readonly rawQuery: string | undefined
  /** The unescaped fragment, '' where there is none. */
  readonly fragment: string
}

/** Parses a URL or a relative reference. Throws BuildError (`parse "…": …`). */
export function parseUrl(text: string): Url {
  const hash = text.indexOf('#')
  const withoutFragment = hash < 0 ? text : text.slice(0, hash)
  const url = parsing(withoutFragment, () => parseWithoutFragment(withoutFragment))
  return hash < 0 ? url : { ...url, fragment: parsing(text, () => unescapePath(text.slice(hash + 1))) }
}

function parsing<Value>(text: string, run: () => Value): Value {
  try {
    return run()
  } catch (error) {
    throw inContext(`parse ${quote(text)}`, error)
  }
}

function problem(message: string): BuildError {
  return new BuildError('conversion', message)
}

function parseWithoutFragment(text: string): Url {
  if (hasControlCharacter(text)) throw problem('net/url: invalid control character in URL')
  const url = { scheme: '', opaque: '', user: undefined, host: '', path: '', rawPath: '', fragment: '' }
  if (text === '*') return { ...url, path: '*', rawPath: '*', rawQuery: undefined }
  if (text.startsWith(':')) throw problem('missing protocol scheme')
  const head = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)
  const scheme = (head?.[1] ?? '').toLowerCase()
  const afterScheme = head ? text.slice(head[0].length) : text
  const mark = afterScheme.indexOf('?')
  const rawQuery = mark < 0 ? undefined : afterScheme.slice(mark + 1)
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark)
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...url, scheme, opaque: rest, rawQuery }
    if (/^[^/]*:/.test(rest)) throw problem('first path segment in URL cannot contain colon')
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...url, scheme, path: unescapePath(rest), rawPath: rest, rawQuery }
  }
  const slash = rest.indexOf('/', 2)
  const authority = rest.slice(2, slash < 0 ? rest.length : slash)
  const rawPath = slash < 0 ? '' : rest.slice(slash)
  const at = authority.lastIndexOf('@')
  const host = parseHost(scheme, authority.slice(at + 1))
  const user = at < 0 ? undefined : parseUser(authority.slice(0, at))
  return { ...url, scheme, user, host, path: unescapePath(rawPath), rawPath, rawQuery }
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

function parseUser(text: string): Url['user'] {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) throw problem('net/url: invalid userinfo')
  const colon = text.indexOf(':')
  if (colon < 0) return { name: unescapePath(text), password: undefined }
  return { name: unescapePath(text.slice(0, colon)), password: unescapePath(text.slice(colon + 1)) }
}

function parseHost(scheme: string, text: string): string {
  const bracket = text.lastIndexOf('[')
  if (bracket > 0) throw problem('invalid IP-literal')
  if (bracket === 0) {
    const close = text.lastIndexOf(']')
    if (close < 0) throw problem("missing ']' in host")
    checkPort(text.slice(close + 1))
    const address = unescapeHost(text.slice(1, close))
    const [, plain = ''] = /^([^%]*)(?:%.+)?$/s.exec(address) ?? []
    if (!plain.includes(':') || parseIp(plain) === undefined) {
      throw problem(`invalid host: ParseAddr(${quote(address)}): unable to parse IP`)
    }
    return `[${address}]${text.slice(close + 1)}`
  }
  const strict = scheme === 'http' || scheme === 'https'
  const colon = strict ? text.indexOf(':') : text.lastIndexOf(':')
  if (colon >= 0) checkPort(text.slice(colon))
  return unescapeHost(text)
}

function checkPort(text: string): void {
  if (!/^(?::[0-9]*)?$/.test(text)) throw problem(`invalid port ${quote(text)} after host`)
}

function unescapeHost(text: string): string {
  const refused = /%(?!25)[0-7][0-9a-fA-F]/.exec(text)
  if (refused) throw problem(`invalid URL escape ${quote(refused[0])}`)
  const plain = text.replace(/%[0-9a-fA-F]{2}/g, '')
  const bad = /[\0-\x7f]/.test(plain) ? /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/.exec(plain) : null
  if (bad) throw problem(`invalid character ${quote(bad[0])} in host name`)
  return unescapePath(text)
}

/** The URL as text, escaped as Go does it. */
export function formatUrl(url: Url): string {
  const query = url.rawQuery === undefined ? '' : `?${url.rawQuery}`
  const fragment = url.fragment === '' ? '' : `#${percentEncode(url.fragment, '-_.~$&+,/:;=?@!()*')}`
  const scheme = url.scheme === '' ? '' : `${url.scheme}:`
  if (url.opaque !== '') return scheme + url.opaque + query + fragment
  const user = url.user === undefined ? '' : `${formatUser(url.user)}@`
  const hasAuthority = url.scheme !== '' || url.host !== '' || url.user !== undefined
  const authority =
    hasAuthority && (url.host !== '' || url.path !== '' || url.user !== undefined)
      ? `//${user}${percentEncode(url.host, '-_.~!$&\'()*+,;=:[]<>"')}`
      : ''
  const path = escapedPath(url)
  const slash = path !== '' && !path.startsWith('/') && url.host !== '' ? '/' : ''
  const dot = scheme === '' && authority === '' && /^[^/]*:/.test(path) ? './' : ''
  return scheme + authority + slash + dot + path + query + fragment
}

/** The user and, after a colon, the password, escaped. */
export function formatUser(user: NonNullable<Url['user']>): string {
  const encode = (text: string) => percentEncode(text, '-_.~$&+,;=')
  return user.password === undefined ? encode(user.name) : `${encode(user.name)}:${encode(user.password)}`
}

/** The path as it was written where that is a proper escape of it, else escaped anew. */
function escapedPath(url: Url): string {
  if (/^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/.test(url.rawPath)) return url.rawPath
  return url.path === '*' ? '*' : percentEncode(url.path, '-_.~$&+,/:;=@')
}

/** Parameters of a query by name, each with its values in order. */
export type UrlQuery = ReadonlyMap<string, readonly string[]>

/**
 * Takes a raw query apart.
 * @param malformed `drop` leaves parameters with bad escapes or semicolons out, `throw` throws a BuildError
 */
export function parseUrlQuery(rawQuery: string, malformed: 'drop' | 'throw'): UrlQuery {
  const values = new Map<string, string[]>()
  for (const pair of rawQuery.split('&')) {
    if (pair === '') continue
    try {
      if (pair.includes(';')) throw problem('invalid semicolon separator in query')
      const equals = pair.indexOf('=')
      const key = unescapeQuery(equals < 0 ? pair : pair.slice(0, equals))
      const value = equals < 0 ? '' : unescapeQuery(pair.slice(equals + 1))
      const known = values.get(key)
      if (known) known.push(value)
      else values.set(key, [value])
    } catch (error) {
      if (malformed === 'throw') throw error
    }
  }
  return values
}
