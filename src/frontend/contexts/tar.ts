import type { ByteStream } from './byte-stream.ts'

/** One entry of a tar archive, as far as its time matters. */
export interface TarEntry {
  /** Nanoseconds since the epoch; undefined for records that are about the whole archive. */
  readonly modTime: bigint | undefined
  readonly regular: boolean
}

const BLOCK = 512
/** The most that extended records and long names may take. */
const LARGEST_RECORD = 1 << 20
const SECOND = 1_000_000_000n
const FILE_TYPE = 0o170000
const decoder = new TextDecoder('latin1')

/** Thrown for what is no tar archive. */
export class TarError extends Error {}

/**
 * The entries of an archive in any of the common formats, until it ends.
 * Throws TarError where it is malformed or cut off.
 */
export async function* readTar(stream: ByteStream): AsyncGenerator<TarEntry, void, void> {
  let extended: ReadonlyMap<string, string> = new Map()
  for (;;) {
    const header = await readHeader(stream)
    if (header === undefined) return
    const { size, type } = header
    if (type === 'x' || type === 'g') {
      const records = parseRecords(await readData(stream, size))
      if (type === 'x') extended = records
      else yield { modTime: undefined, regular: true }
      continue
    }
    if (type === 'L' || type === 'K') {
      await readData(stream, size)
      continue
    }
    yield { modTime: recordedTime(extended) ?? header.modTime, regular: isRegular(header) }
    // Links and devices may state a size, but have no data.
    const length = '123456'.includes(type) ? 0 : (recordedSize(extended) ?? size)
    extended = new Map()
    if ((await stream.skip(length)) < length) throw new TarError('the archive ends within a file')
    await stream.skip(paddingAfter(length))
  }
}

interface Header {
  readonly name: string
  readonly mode: number
  readonly size: number
  readonly modTime: bigint
  readonly type: string
}

/** The next header; undefined at the end of the archive. */
async function readHeader(stream: ByteStream): Promise<Header | undefined> {
  const block = await stream.read(BLOCK)
  if (block.length === 0) return undefined
  if (block.length < BLOCK) throw new TarError('the archive ends within a header')
  if (isZero(block)) {
    const next = await stream.read(BLOCK)
    if (next.length === 0 || (next.length === BLOCK && isZero(next))) return undefined
    throw new TarError('invalid header')
  }
  if (!hasChecksum(block)) throw new TarError('invalid header')
  const size = Number(numberAt(block, 124, 12))
  if (size < 0 || !Number.isSafeInteger(size)) throw new TarError('invalid header')
  return {
    name: textAt(block, 0, 100),
    mode: Number(numberAt(block, 100, 8)),
    size,
    modTime: numberAt(block, 136, 12) * SECOND,
    type: String.fromCharCode(block[156] as number),
  }
}

/** A text field; it ends at its first NUL. */
function textAt(block: Uint8Array, at: number, length: number): string {
  return decoder.decode(block.subarray(at, at + length)).split('\0', 1)[0] ?? ''
}

async function readData(stream: ByteStream, size: number): Promise<Uint8Array> {
  if (size > LARGEST_RECORD) throw new TarError('a record is too long')
  const data = await stream.read(size)
  if (data.length < size) throw new TarError('the archive ends within a record')
  await stream.skip(paddingAfter(size))
  return data
}

function paddingAfter(length: number): number {
  return (BLOCK - (length % BLOCK)) % BLOCK
}

function isZero(block: Uint8Array): boolean {
  for (let index = 0; index < block.length; index++) if (block[index] !== 0) return false
  return true
}

/** Whether the sum of the header's bytes, taken with or without sign, is what it says. */
function hasChecksum(block: Uint8Array): boolean {
  // The field of the sum itself counts as blanks.
  let unsigned = 8 * 0x20
  let high = 0
  for (let index = 0; index < BLOCK; index++) {
    if (index === 148) index = 156
    const byte = block[index] as number
    unsigned += byte
    if (byte > 127) high++
  }
  const stated = Number(numberAt(block, 148, 8))
  return stated === unsigned || stated === unsigned - 256 * high
}

/** A number field: octal digits, or big-endian bytes where the first bit is set. */
function numberAt(block: Uint8Array, at: number, length: number): bigint {
  const field = block.subarray(at, at + length)
  const first = field[0] as number
  if (first & 0x80) {
    const negative = (first & 0x40) !== 0
    let value = 0n
    for (const [index, byte] of field.entries()) {
      const bits = index === 0 ? byte & 0x7f : byte
      value = (value << 8n) | BigInt(bits)
    }
    return negative ? value - (1n << BigInt(8 * length - 1)) : value
  }
  const text = decoder.decode(field).replace(/^[ \0]+|[ \0]+$/g, '')
  if (text === '') return 0n
  if (!/^[0-7]+$/.test(text)) throw new TarError('invalid header')
  return BigInt(`0o${text}`)
}

/** `LENGTH KEY=VALUE\n` records of the POSIX extended header. */
function parseRecords(data: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  let at = 0
  while (at < data.length) {
    const space = data.indexOf(0x20, at)
    const digits = space < 0 ? '' : decoder.decode(data.subarray(at, space))
    const end = at + Number(digits)
    if (!/^[0-9]{1,10}$/.test(digits) || end <= space || end > data.length || data[end - 1] !== 0x0a) {
      throw new TarError('invalid record')
    }
    const record = decoder.decode(data.subarray(space + 1, end - 1))
    const equals = record.indexOf('=')
    if (equals <= 0) throw new TarError('invalid record')
    records.set(record.slice(0, equals), record.slice(equals + 1))
    at = end
  }
  return records
}

function recordedTime(records: ReadonlyMap<string, string>): bigint | undefined {
  const text = records.get('mtime')
  if (text === undefined || text === '') return undefined
  const parts = /^(-?)([0-9]{1,18})(?:\.([0-9]*))?$/.exec(text)
  if (parts === null) throw new TarError('invalid record')
  const [, sign, seconds = '0', fraction = ''] = parts
  const value = BigInt(seconds) * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
  return sign === '-' ? -value : value
}

function recordedSize(records: ReadonlyMap<string, string>): number | undefined {
  const text = records.get('size')
  if (text === undefined || text === '') return undefined
  if (!/^[0-9]{1,15}$/.test(text)) throw new TarError('invalid record')
  return Number(text)
}

/** Whether an entry is a file, or a hard link to one. */
function isRegular({ name, type, mode }: Header): boolean {
  if ('23456'.includes(type)) return false
  if (type === '\0' && name.endsWith('/')) return false
  const stated = mode & FILE_TYPE
  return stated === 0 || stated === 0o100000
}
