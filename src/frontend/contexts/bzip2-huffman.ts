import type { BitReader } from './bit-reader.ts'

/** Reads one symbol. Throws where the bits are none. */
export type SymbolDecoder = (bits: BitReader) => number

/** The code tables of a block, and which of them each group of symbols uses. */
export interface HuffmanTables {
  readonly decoders: readonly SymbolDecoder[]
  readonly selectors: readonly number[]
}

const LONGEST_CODE = 20

/** @param symbols how many symbols each table has */
export function readHuffmanTables(bits: BitReader, symbols: number): HuffmanTables {
  const tables = bits.read(3)
  if (tables < 2 || tables > 6) throw new Error('invalid number of tables')
  const selectors = readSelectors(bits, tables)
  const decoders: SymbolDecoder[] = []
  for (let table = 0; table < tables; table++) decoders.push(symbolDecoder(readLengths(bits, symbols)))
  return { decoders, selectors }
}

function readSelectors(bits: BitReader, tables: number): readonly number[] {
  const count = bits.read(15)
  const recent = Array.from({ length: tables }, (_, table) => table)
  const selectors: number[] = []
  for (let index = 0; index < count; index++) {
    let position = 0
    while (bits.read(1) === 1) position++
    const [table] = recent.splice(position, 1)
    if (table === undefined) throw new Error('invalid table')
    recent.unshift(table)
    selectors.push(table)
  }
  return selectors
}

function readLengths(bits: BitReader, symbols: number): readonly number[] {
  const lengths: number[] = []
  let length = bits.read(5)
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1
    if (length < 1 || length > LONGEST_CODE) throw new Error('invalid code length')
    lengths.push(length)
  }
  return lengths
}

/** Codes are given out by length, then by symbol. */
function symbolDecoder(lengths: readonly number[]): SymbolDecoder {
  const counts = new Array<number>(LONGEST_CODE + 1).fill(0)
  for (const length of lengths) counts[length] = (counts[length] as number) + 1
  const ordered = lengths
    .map((length, symbol) => ({ length, symbol }))
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol)
    .map(({ symbol }) => symbol)
  return (bits) => {
    let code = 0
    let first = 0
    let index = 0
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code = code * 2 + bits.read(1)
      const count = counts[length] as number
      if (code - first < count) return ordered[index + code - first] as number
      index += count
      first = (first + count) * 2
    }
    throw new Error('invalid code')
  }
}
