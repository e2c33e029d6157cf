import type { Decompress } from '../../host/index.ts'
import { ByteStream } from './byte-stream.ts'
import { readTar, TarError } from './tar.ts'
import { isZstd, unpack } from './unpack.ts'

/** How compressed archives begin: bzip2, gzip, xz. Those of zstd may begin in many ways. */
const SIGNATURES = [
  [0x42, 0x5a, 0x68],
  [0x1f, 0x8b, 0x08],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
]

/** Whether a file that begins so is an archive: compressed, or a tar with at least one entry. */
export async function isArchive(head: Uint8Array): Promise<boolean> {
  if (isZstd(head)) return true
  if (SIGNATURES.some((signature) => signature.every((byte, index) => head[index] === byte))) return true
  try {
    const first = await readTar(streamOf(head)).next()
    return !first.done
  } catch (error) {
    if (error instanceof TarError) return false
    throw error
  }
}

/**
 * The time of the newest file of an archive in nanoseconds since the epoch; undefined where the bytes are no
 * archive, or one without files.
 */
export async function newestTime(archive: Uint8Array, decompress: Decompress): Promise<bigint | undefined> {
  let newest: bigint | undefined
  const stream = new ByteStream(unpack(archive, decompress))
  try {
    for await (const { regular, modTime } of readTar(stream)) {
      if (regular && modTime !== undefined && (newest === undefined || modTime > newest)) newest = modTime
    }
    return newest
  } catch {
    // Whatever cannot be unpacked has no time: that is no reason to refuse the build.
    return undefined
  } finally {
    await stream.close()
  }
}

function streamOf(bytes: Uint8Array): ByteStream {
  return new ByteStream(
    (async function* () {
      yield bytes
    })(),
  )
}
