import type { HeaderField } from './hpack-decoder.ts'

/** Sets the size of the table to 0. */
const sizeUpdate = '\x20'

/**
 * Encodes header fields without any state: each name and value is written out. The few headers of a call are
 * not worth a table, and a pipe does not mind their bytes.
 * @param fields names in lower case, values of characters below U+0100
 * @param withoutTable whether the block says that there is no table any more
 */
export function encodeHeaders(fields: readonly HeaderField[], withoutTable = false): Uint8Array {
  // A text of which each character is a byte.
  let block = withoutTable ? sizeUpdate : ''
  for (const [name, value] of fields) block += `\0${lengthOf(name)}${name}${lengthOf(value)}${value}`
  const bytes = encoder.encode(block)
  // As long as all of them are ASCII, they are the same in UTF-8.
  return bytes.length === block.length ? bytes : Uint8Array.from(block, (byte) => byte.charCodeAt(0))
}

const encoder = new TextEncoder()

function lengthOf(text: string): string {
  const limit = 0x7f
  if (text.length < limit) return String.fromCharCode(text.length)
  let length = String.fromCharCode(limit)
  let rest = text.length - limit
  for (; rest >= 0x80; rest >>= 7) length += String.fromCharCode((rest & 0x7f) | 0x80)
  return length + String.fromCharCode(rest)
}
