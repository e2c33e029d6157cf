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
