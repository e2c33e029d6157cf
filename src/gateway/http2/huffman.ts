/**
 * The number of bits of each symbol's code, symbol 0 to 255 and the end of string, one base-36 digit each.
 * HPACK's Huffman code is canonical: shorter codes come first, and codes of one length in the order of symbols,
 * so that the lengths say it all (RFC 7541, appendix B).
 */
const codeLengths =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca' +
  'd67777777777777777777777878djde6f56565666577666567655677777fbeds' +
  'kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn' +
  'qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq' +
  'u'

const endOfString = 256

/** Symbols in the order of their codes, and for each length the first code and where its symbols start. */
interface CodeBook {
  readonly symbols: readonly number[]
  readonly lengths: readonly {
    readonly firstCode: number
    readonly firstSymbol: number
    readonly count: number
  }[]
}

let book: CodeBook | undefined

function makeBook(): CodeBook {
  const byLength = Array.from({ length: 31 }, (): number[] => [])
  for (let symbol = 0; symbol <= endOfString; symbol++) {
    byLength[Number.parseInt(codeLengths.charAt(symbol), 36)]?.push(symbol)
  }
  let code = 0
  let firstSymbol = 0
  const lengths = byLength.map((symbols) => {
    const row = { firstCode: code, firstSymbol, count: symbols.length }
    code = (code + symbols.length) * 2
    firstSymbol += symbols.length
    return row
  })
  return { symbols: byLength.flat(), lengths }
}

/** The bytes that a Huffman-coded string stands for. Throws RangeError where it is malformed. */
export function decodeHuffman(coded: Uint8Array): Uint8Array {
  book ??= makeBook()
  const decoded: number[] = []
  let code = 0
  let length = 0
  let allOnes = true
  for (const byte of coded) {
    for (let bit = 7; bit >= 0; bit--) {
      const value = (byte >> bit) & 1
      code = code * 2 + value
      allOnes &&= value === 1
      const row = book.lengths[++length]
      if (!row) throw new RangeError('a Huffman code is longer than 30 bits')
      const offset = code - row.firstCode
      if (offset < 0 || offset >= row.count) continue
      const symbol = book.symbols[row.firstSymbol + offset]
      if (symbol === undefined || symbol === endOfString)
        throw new RangeError('end of string in a Huffman code')
      decoded.push(symbol)
      code = 0
      length = 0
      allOnes = true
    }
  }
  if (length > 7 || !allOnes) throw new RangeError('a Huffman-coded string is padded wrongly')
  return Uint8Array.from(decoded)
}
