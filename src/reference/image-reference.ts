/**
 * A reference to an image: `[domain/]path[:tag][@digest]`.
 *
 * @example
 * const { domain, path, digest }: ImageReference = parseReference('example.org/app:1')
 */
export interface ImageReference {
  /** Host and port of the registry; '' where none is named. */
  readonly domain: string
  readonly path: string
  readonly tag?: string
  readonly digest?: string
}

/** Domain and path, without tag and digest. */
export function referenceName(reference: ImageReference): string {
  return reference.domain === '' ? reference.path : `${reference.domain}/${reference.path}`
}

/**
 * The reference as text.
 *
 * @example
 * formatReference({ domain: 'docker.io', path: 'library/alpine', tag: '3' }) // 'docker.io/library/alpine:3'
 */
export function formatReference(reference: ImageReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`
  return referenceName(reference) + tag + digest
}
