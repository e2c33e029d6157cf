import { BuildError } from '../source/index.ts'
import { formatReference, type ImageReference } from './image-reference.ts'
import { isDigest, parseReference } from './parse-reference.ts'

const hub = 'docker.io'
const officialPrefix = 'library/'

/**
 * Parses an image name as users write it: `ubuntu` becomes `docker.io/library/ubuntu`.
 * Throws BuildError (code `image-name`).
 */
export function parseNormalizedNamed(text: string): ImageReference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new BuildError(
      'image-name',
      `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`,
    )
  }
  const { domain, rest } = splitDomain(text)
  const colon = rest.indexOf(':')
  const name = colon < 0 ? rest : rest.slice(0, colon)
  if (name.toLowerCase() !== name) {
    throw new BuildError(
      'image-name',
      `invalid reference format: repository name (${name}) must be lowercase`,
    )
  }
  return parseReference(`${domain}/${rest}`)
}

/** The registry that a name means, and what is left of the name. */
function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf('/')
  const first = slash < 0 ? '' : text.slice(0, slash)
  const named = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first
  const domain = !named || first === 'index.docker.io' ? hub : first
  const rest = named ? text.slice(slash + 1) : text
  return { domain, rest: domain === hub && !rest.includes('/') ? officialPrefix + rest : rest }
}

/** The reference with the tag `latest` where it has neither tag nor digest. */
export function tagNameOnly(reference: ImageReference): ImageReference {
  if (reference.tag !== undefined || reference.digest !== undefined) return reference
  return { ...reference, tag: 'latest' }
}

/** The reference with a digest, its tag kept. Throws BuildError (code `image-digest`) for a malformed digest. */
export function withDigest(reference: ImageReference, digest: string): ImageReference {
  if (!isDigest(digest)) throw new BuildError('image-digest', 'invalid digest format')
  return { ...reference, digest }
}

/** The name as users write it: without `docker.io/` and `library/`. */
export function familiarString(reference: ImageReference): string {
  if (reference.domain !== hub) return formatReference(reference)
  const short = reference.path.startsWith(officialPrefix) ? reference.path.slice(officialPrefix.length) : ''
  const path = short === '' || short.includes('/') ? reference.path : short
  return formatReference({ ...reference, domain: '', path })
}
