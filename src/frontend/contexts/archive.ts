import type { ComputingHost } from '../../host/index.ts'
import { ByteStream } from './byte-stream.ts'
import { readTar, TarError } from './tar.ts'
import { TooLarge } from './too-large.ts'
import { isZstd, unpack } from './unpack.ts'

/** What an archive of 16 MiB may hold, and how many files of it. */
const mostBytes = 512 * 1024 * 1024
const mostEntries = 200_000

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
export async function newestTime(
  archive: Uint8Array,
  computing: Pick<ComputingHost, 'decompress' | 'runLimited'>,
): Promise<bigint | undefined> {
  let newest: bigint | undefined
  const stream = new ByteStream(upToLimit(unpack(archive, computing)))
  try {
    let entries = 0
    for await (const { regular, modTime } of readTar(stream)) {
      if (++entries > mostEntries) throw new TooLarge(mostBytes)
      if (regular && modTime !== undefined && (newest === undefined || modTime > newest)) newest = modTime
    }
    return newest
  } catch (error) {
    if (error instanceof TooLarge) throw error
    // Whatever cannot be unpacked has no time: that is no reason to refuse the build.
    return undefined
  } finally {
    await stream.close()
  }
}

async function* upToLimit(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > mostBytes) throw new TooLarge(mostBytes)
    yield piece
  }
}

function streamOf(bytes: Uint8Array): ByteStream {
  return new ByteStream(
    (async function* () {
      yield bytes
    })(),
  )
}
