import { BuildError } from '../source/index.ts'

const hexLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }
const digestForm = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/

/**
 * A digest (`algorithm:hex`) that has been checked.
 * Throws BuildError (code `image-digest`): invalid format, unsupported algorithm, or wrong length.
 */
export function parseDigest(text: string): string {
  const colon = text.indexOf(':')
  const invalid = () => new BuildError('image-digest', 'invalid checksum digest format')
  if (colon <= 0 || colon + 1 === text.length) throw invalid()
  const encoded = text.slice(colon + 1)
  const length = hexLengths[text.slice(0, colon)]
  if (length === undefined) {
    if (!digestForm.test(text)) throw invalid()
    throw new BuildError('image-digest', 'unsupported digest algorithm')
  }
  if (encoded.length !== length) throw new BuildError('image-digest', 'invalid checksum digest length')
  if (!/^[a-f0-9]+$/.test(encoded)) throw invalid()
  return text
}
