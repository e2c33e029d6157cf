// A Dockerfile may hold bytes that are no UTF-8. A here-document that becomes a file keeps them, the texts of an
// op are refused because of them, and most else has U+FFFD in their place. So that each can do as it must, such a
// byte is written in texts as a lone surrogate, U+DC00 plus the byte, which no valid text can hold. Whatever takes
// texts for characters sees U+FFFD (`toWellFormed`, or any encoder).

const encoder = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const RAW = 0xdc00
const CHUNK = 8192

/** The text of bytes, each byte that is no part of valid UTF-8 as a lone surrogate. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return decodeRaw(bytes)
  }
}

/** The bytes of a text: UTF-8, and the raw bytes that `decodeText` kept. */
export function encodeText(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text)
  // Characters of any length, raw bytes last: no character takes more than three bytes for a unit.
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) as number
    if (code > 0xffff) at++
    if (!isRawByte(code)) continue
    length += encoder.encodeInto(text.slice(start, at), bytes.subarray(length)).written
    bytes[length++] = code - RAW
    start = at + 1
  }
  length += encoder.encodeInto(text.slice(start), bytes.subarray(length)).written
  return bytes.slice(0, length)
}

/** Whether a code point stands for a byte that is no UTF-8. */
export function isRawByte(code: number): boolean {
  return code >= RAW + 0x80 && code <= RAW + 0xff
}

function decodeRaw(bytes: Uint8Array): string {
  const parts: string[] = []
  let units: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length <= 1) units.push(length === 1 ? (bytes[at] as number) : RAW + (bytes[at] as number))
    else {
      let code = (bytes[at] as number) & (0x7f >> length)
      for (let next = at + 1; next < at + length; next++)
        code = (code << 6) | ((bytes[next] as number) & 0x3f)
      if (code <= 0xffff) units.push(code)
      else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff))
    }
    at += Math.max(length, 1)
    if (units.length < CHUNK) continue
    parts.push(String.fromCharCode(...units))
    units = []
  }
  parts.push(String.fromCharCode(...units))
  return parts.join('')
}

/** How many bytes the character at `at` has, 0 where it is malformed. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  if (first < 0x80) return 1
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (at + length > bytes.length) return 0
  // Overlong forms, surrogates and what is above U+10FFFF show in the second byte.
  const second = bytes[at + 1] ?? 0
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (length > 1 && (second < lowest || second > highest)) return 0
  for (let next = at + 2; next < at + length; next++) {
    if (((bytes[next] as number) & 0xc0) !== 0x80) return 0
  }
  return length
}
