import type { Decompress } from '../host/index.ts'

/** See `ComputingHost.decompress`. */
export const decompress: Decompress = async function* (bytes, format) {
  const zlib = process.getBuiltinModule('node:zlib')
  const stream = format === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress()
  stream.end(bytes)
  for await (const piece of stream) yield piece as Uint8Array
}
