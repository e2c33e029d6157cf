import type { ComputingHost } from '../../host/index.ts'

/** The bytes of a file that may be compressed by gzip, bzip2 or zstd. Throws where they are malformed. */
export async function* unpack(
  bytes: Uint8Array,
  { decompress, runLimited }: Pick<ComputingHost, 'decompress' | 'runLimited'>,
): AsyncGenerator<Uint8Array, void, void> {
  if (startsWith(bytes, [0x1f, 0x8b, 0x08])) yield* decompress(bytes, 'gzip')
  else if (startsWith(bytes, [0x42, 0x5a, 0x68])) {
    const { unpackBzip2 } = await import('./bzip2.ts')
    yield* unpackBzip2(bytes, runLimited)
  } else if (isZstd(bytes)) yield* decompress(bytes, 'zstd')
  else if (startsWith(bytes, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) {
    throw new Error('xz is not supported')
  } else yield bytes
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** Whether bytes are compressed by zstd. */
export function isZstd(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippableFrame(bytes)
}

/** Frames that hold no data may come first in zstd. */
function isSkippableFrame(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 8 &&
    ((bytes[0] as number) & 0xf0) === 0x50 &&
    startsWith(bytes.subarray(1), [0x2a, 0x4d, 0x18])
  )
}
