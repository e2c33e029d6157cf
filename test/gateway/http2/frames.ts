import { encodeFrame } from '../../../src/gateway/http2/frame.ts'

/** A frame by its parts. */
export function frame(
  type: number,
  flags: number,
  streamId: number,
  ...payload: readonly number[]
): Uint8Array {
  return encodeFrame(type, flags, streamId, Uint8Array.from(payload))
}

/** A 32-bit number as the bytes of a payload. */
export function number32(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
}

/** SETTINGS with pairs of an id and a value. */
export function settings(...pairs: readonly (readonly [id: number, value: number])[]): Uint8Array {
  return frame(4, 0, 0, ...pairs.flatMap(([id, value]) => [0, id, ...number32(value)]))
}

/** A header field that is written out and not remembered. */
export function literal(name: string, value: string): readonly number[] {
  const text = (string: string) => {
    const bytes = [...Buffer.from(string, 'latin1')]
    return bytes.length < 127 ? [bytes.length, ...bytes] : [127, ...varint(bytes.length - 127), ...bytes]
  }
  return [0, ...text(name), ...text(value)]
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]
}

/** `:status: 200` by its place in the static table. */
export const ok = 0x88

/** A frame as an end of a connection wrote it. */
export interface WrittenFrame {
  readonly type: number
  readonly flags: number
  readonly streamId: number
  readonly payload: Buffer
}

/** The whole frames at the beginning of bytes. */
export function readFrames(bytes: Buffer): readonly WrittenFrame[] {
  const frames: WrittenFrame[] = []
  for (let at = 0; at + 9 <= bytes.length; ) {
    const end = at + 9 + bytes.readUIntBE(at, 3)
    if (end > bytes.length) break
    frames.push({
      type: bytes[at + 3] as number,
      flags: bytes[at + 4] as number,
      streamId: bytes.readUInt32BE(at + 5),
      payload: bytes.subarray(at + 9, end),
    })
    at = end
  }
  return frames
}
