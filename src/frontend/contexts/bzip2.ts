import { BitReader } from './bit-reader.ts'
import { readHuffmanTables } from './bzip2-huffman.ts'

const BLOCK_MAGIC = 0x314159265359
const END_MAGIC = 0x177245385090
const GROUP = 50
const RUN_A = 0
const RUN_B = 1

/** The bytes of a bzip2 file, block by block. Throws where it is malformed. Checksums are not looked at. */
export function* decompressBzip2(bytes: Uint8Array): Generator<Uint8Array, void, void> {
  const bits = new BitReader(bytes)
  // Several streams may follow each other.
  while (!bits.atEnd()) {
    if (bits.read(24) !== 0x425a68) throw new Error('not a bzip2 file')
    const level = bits.read(8) - 0x30
    if (level < 1 || level > 9) throw new Error('invalid block size')
    for (;;) {
      const magic = bits.read(24) * 2 ** 24 + bits.read(24)
      bits.skip(32)
      if (magic === END_MAGIC) break
      if (magic !== BLOCK_MAGIC) throw new Error('invalid block')
      yield expandRuns(readBlock(bits, level * 100_000))
    }
    bits.alignToByte()
  }
}

/** One block with the sorting undone, runs still shortened. */
function readBlock(bits: BitReader, size: number): Uint8Array {
  if (bits.read(1) === 1) throw new Error('randomized blocks are not supported')
  const start = bits.read(24)
  const recent = readUsedBytes(bits)
  const endOfBlock = recent.length + 1
  const { decoders, selectors } = readHuffmanTables(bits, recent.length + 2)

  const sorted = new Uint32Array(size)
  const counts = new Uint32Array(256)
  let length = 0
  const append = (byte: number, times: number): void => {
    if (length + times > size) throw new Error('the block is too long')
    sorted.fill(byte, length, length + times)
    length += times
    counts[byte] = (counts[byte] as number) + times
  }
  let run = 0
  let weight = 1
  for (let symbols = 0; ; symbols++) {
    const decode = decoders[selectors[Math.floor(symbols / GROUP)] ?? -1]
    if (decode === undefined) throw new Error('a table is missing')
    const symbol = decode(bits)
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight << symbol
      weight <<= 1
      if (run > size) throw new Error('the block is too long')
      continue
    }
    if (run > 0) append(recent[0] as number, run)
    run = 0
    weight = 1
    if (symbol === endOfBlock) break
    const [byte] = recent.splice(symbol - 1, 1)
    if (byte === undefined) throw new Error('invalid symbol')
    recent.unshift(byte)
    append(byte, 1)
  }
  return unsort(sorted.subarray(0, length), counts, start)
}

/** The byte values that a block has, in order. */
function readUsedBytes(bits: BitReader): number[] {
  const ranges = bits.read(16)
  const used: number[] = []
  for (let range = 0; range < 16; range++) {
    if (!(ranges & (0x8000 >> range))) continue
    const members = bits.read(16)
    for (let member = 0; member < 16; member++) {
      if (members & (0x8000 >> member)) used.push(range * 16 + member)
    }
  }
  if (used.length === 0) throw new Error('the block has no bytes')
  return used
}

/** Undoes the Burrows–Wheeler transform; `sorted` is worked on in place. */
function unsort(sorted: Uint32Array, counts: Uint32Array, start: number): Uint8Array {
  if (sorted.length === 0) return new Uint8Array()
  if (start >= sorted.length) throw new Error('invalid start')
  let sum = 0
  const places = counts.map((count) => {
    const place = sum
    sum += count
    return place
  })
  for (let index = 0; index < sorted.length; index++) {
    const byte = (sorted[index] as number) & 0xff
    const place = places[byte] as number
    places[byte] = place + 1
    sorted[place] = (sorted[place] as number) | (index << 8)
  }
  const result = new Uint8Array(sorted.length)
  let next = (sorted[start] as number) >>> 8
  for (let index = 0; index < result.length; index++) {
    const entry = sorted[next] as number
    result[index] = entry & 0xff
    next = entry >>> 8
  }
  return result
}

/** Four equal bytes are followed by how often the byte comes again. */
function expandRuns(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = []
  let length = 0
  let from = 0
  let equal = 0
  const add = (piece: Uint8Array): void => {
    pieces.push(piece)
    length += piece.length
  }
  for (let at = 0; at < bytes.length; at++) {
    if (equal === 4) {
      add(bytes.subarray(from, at))
      add(new Uint8Array(bytes[at] as number).fill(bytes[at - 1] as number))
      from = at + 1
      equal = 0
      continue
    }
    equal = equal > 0 && bytes[at] === bytes[at - 1] ? equal + 1 : 1
  }
  add(bytes.subarray(from))
  const result = new Uint8Array(length)
  let filled = 0
  for (const piece of pieces) {
    result.set(piece, filled)
    filled += piece.length
  }
  return result
}
