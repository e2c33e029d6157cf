/** Bytes as Go's encoding/json writes them: standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const chunks: string[] = []
  // A multiple of three, so that only the last piece is padded; small enough to be spread as arguments.
  const size = 3 * 4096
  for (let start = 0; start < bytes.length; start += size) {
    chunks.push(btoa(String.fromCharCode(...bytes.subarray(start, start + size))))
  }
  return chunks.join('')
}

/** Where a base64 text stops being one: the offset of the character that is wrong. */
export interface Base64Problem {
  readonly offset: number
}

/** The bytes of a base64 text with padding, or what is wrong with it. Line breaks are passed over. */
export function decodeBase64(text: string): Uint8Array | Base64Problem {
  const wrong = /[^A-Za-z0-9+/\r\n]/.exec(text)
  const end = wrong?.index ?? text.length
  const digits = text.slice(0, end).replace(/[\r\n]/g, '')
  const padding = text.slice(end).replace(/[\r\n]/g, '')
  const missing = (4 - (digits.length % 4)) % 4
  if (missing === 3 || padding !== '='.repeat(missing)) return { offset: end }
  return Uint8Array.from(atob(digits), (char) => char.charCodeAt(0))
}
