import { caps } from '../caps.ts'
import type { Constraints } from '../constraints.ts'
import type { Output } from '../op.ts'
import { source } from './source.ts'

/** What a download is kept as, and what is asked of it. */
export interface HttpOptions extends Constraints {
  /** The name of the file that holds the body. */
  readonly filename?: string
  /** Digest that the body must have. */
  readonly checksum?: string
  /** Permission bits of the file; 0 leaves the default. */
  readonly perm?: number
  readonly uid?: number
  readonly gid?: number
  /** The name of the secret that is sent as Authorization header. */
  readonly authHeaderSecret?: string
  readonly header?: { readonly accept?: string; readonly userAgent?: string }
  /** Armored OpenPGP key and detached signature that the body must verify with. */
  readonly signature?: { readonly publicKey: string; readonly signature: string }
}

/** What a URL answers, as a directory with one file. */
export function http(url: string, options: HttpOptions = {}): Output {
  const {
    filename,
    checksum,
    perm = 0,
    uid = 0,
    gid = 0,
    authHeaderSecret,
    header,
    signature,
    ...constraints
  } = options
  const attrs: Record<string, string> = {}
  const needs: string[] = [caps.sourceHttp]
  const set = (attr: string, value: string | undefined, cap?: string): void => {
    if (!value) return
    attrs[attr] = value
    if (cap) needs.push(cap)
  }
  set('http.checksum', checksum, caps.sourceHttpChecksum)
  set('http.filename', filename)
  if (perm & 0o777) set('http.perm', `0${(perm & 0o777).toString(8)}`, caps.sourceHttpPerm)
  if (uid !== 0) set('http.uid', String(uid))
  if (gid !== 0) set('http.gid', String(gid))
  if (uid !== 0 || gid !== 0) needs.push(caps.sourceHttpUidGid)
  set('http.authheadersecret', authHeaderSecret, caps.sourceHttpAuth)
  if (header) {
    set('http.header.accept', header.accept)
    set('http.header.user-agent', header.userAgent)
    needs.push(caps.sourceHttpHeader)
  }
  if (signature) {
    set('http.sig.pubkey', signature.publicKey)
    set('http.sig.signature', signature.signature)
    needs.push(caps.sourceHttpSignatureVerify)
  }
  return source(url, attrs, needs, constraints)
}
