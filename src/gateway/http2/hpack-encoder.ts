import type { HeaderField } from './hpack-decoder.ts'

/** Sets the size of the table to 0. */
const sizeUpdate = 0x20

/**
 * Encodes header fields without any state: each name and value is written out. The few headers of a call are
 * not worth a table, and a pipe does not mind their bytes.
 * @param fields names in lower case, values of characters below U+0100
 * @param withoutTable whether the block says that there is no table any more
 */
export function encodeHeaders(fields: readonly HeaderField[], withoutTable = false): Uint8Array {
  const bytes: number[] = withoutTable ? [sizeUpdate] : []
  for (const [name, value] of fields) {
    bytes.push(0)
    pushString(bytes, name)
    pushString(bytes, value)
  }
  return Uint8Array.from(bytes)
}

function pushString(bytes: number[], text: string): void {
  const limit = 0x7f
  if (text.length < limit) {
    bytes.push(text.length)
  } else {
    bytes.push(limit)
    let rest = text.length - limit
    for (; rest >= 0x80; rest >>= 7) bytes.push((rest & 0x7f) | 0x80)
    bytes.push(rest)
  }
  for (let at = 0; at < text.length; at++) bytes.push(text.charCodeAt(at) & 0xff)
}
