import { utf8Length } from '../go/index.ts'
import { BuildError } from '../source/index.ts'
import { parseDigest } from './digest.ts'
import type { ImageReference } from './image-reference.ts'

const maxPathLength = 255

/**
 * Parses `[domain/]path[:tag][@digest]` as it stands: nothing is added.
 * Throws BuildError (code `image-name`), `invalid reference format` and the like.
 *
 * @example
 * parseReference('example.org/team/app:1').domain // 'example.org'
 */
export function parseReference(text: string): ImageReference {
  const fields = split(text)
  if (!fields) {
    if (text === '') throw new BuildError('image-name', 'repository name must have at least one component')
    if (split(text.toLowerCase())) throw new BuildError('image-name', 'repository name must be lowercase')
    throw new BuildError('image-name', 'invalid reference format')
  }
  if (utf8Length(fields.path) > maxPathLength) {
    throw new BuildError('image-name', `repository name must not be more than ${maxPathLength} characters`)
  }
  if (fields.digest !== undefined) parseDigest(fields.digest)
  return fields
}

/** The parts of a well-formed reference. Each test looks at every character once, however long the text is. */
function split(text: string): ImageReference | undefined {
  const at = text.indexOf('@')
  const digest = at < 0 ? undefined : text.slice(at + 1)
  if (digest !== undefined && !isDigest(digest)) return undefined
  const tagged = at < 0 ? text : text.slice(0, at)
  const colon = tagged.lastIndexOf(':')
  const hasTag = colon > tagged.lastIndexOf('/')
  const tag = hasTag ? tagged.slice(colon + 1) : undefined
  if (tag !== undefined && !isTag(tag)) return undefined
  const name = hasTag ? tagged.slice(0, colon) : tagged
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const domain = isDomain(first) ? first : ''
  const path = domain === '' ? name : name.slice(slash + 1)
  if (!path.split('/').every(isPathComponent)) return undefined
  return { domain, path, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) }
}

export function isTag(text: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(text)
}

export function isDigest(text: string): boolean {
  const colon = text.indexOf(':')
  if (colon < 0 || !/^[0-9a-fA-F]{32,}$/.test(text.slice(colon + 1))) return false
  const algorithm = text.slice(0, colon).split(/[-_+.]/)
  return algorithm.every((part) => /^[A-Za-z][A-Za-z0-9]*$/.test(part))
}

/** A host name, an IPv4 address or a bracketed IPv6 address, with an optional port. */
function isDomain(text: string): boolean {
  const host = text.replace(/:[0-9]+$/, '')
  if (/^\[[a-fA-F0-9:]+\]$/.test(host)) return true
  return /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(host) && !/\.\.|\.-|-\./.test(host)
}

/** Lower-case letters and digits, between them one dot, one or two underscores, or any number of dashes. */
function isPathComponent(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(text) && !/\.[._-]|[_-]\.|-_|_-|___/.test(text)
}
