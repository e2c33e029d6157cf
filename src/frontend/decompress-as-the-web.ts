import type { Decompress } from '../host/index.ts'

/** Decompression where nothing but the web's own is there, which knows gzip. */
export const decompressAsTheWeb: Decompress = async function* (bytes, format) {
  const compressed = new Blob([Uint8Array.from(bytes)]).stream()
  const pieces = compressed.pipeThrough(new DecompressionStream(format as 'gzip')).getReader()
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) yield piece.value
}
