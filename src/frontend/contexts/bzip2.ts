import bunzip from 'seek-bzip'
import type { RunLimited } from '../../host/index.ts'
import { TooLarge } from './too-large.ts'

const pieceSize = 1 << 16
/** A library in JavaScript, which cannot be left in the middle: all that it unpacks is there at once. */
const mostBytes = 64 * 1024 * 1024
const milliseconds = 6000

/**
 * What bzip2 streams hold, in pieces. Throws where they are malformed, and TooLarge where they hold too much or
 * take too long, as made up ones may for ever.
 */
export function unpackBzip2(bytes: Uint8Array, runLimited: RunLimited): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  let piece = new Uint8Array(pieceSize)
  let length = 0
  const writeByte = (byte: number) => {
    if (length === pieceSize) {
      pieces.push(piece)
      if (pieces.length * pieceSize >= mostBytes) throw new TooLarge(mostBytes)
      piece = new Uint8Array(pieceSize)
      length = 0
    }
    piece[length++] = byte
  }
  const { done } = runLimited(() => bunzip.decode(bytes, { writeByte }, true), milliseconds)
  if (!done) throw new TooLarge(mostBytes)
  pieces.push(piece.subarray(0, length))
  return pieces
}
