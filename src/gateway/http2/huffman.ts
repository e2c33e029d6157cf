import { errorCode, Http2Error } from './error.ts'

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
const shortestCode = 5
const longestCode = 30

/** How symbols are found by their codes. */
interface CodeBook {
  /** What eight bits begin with: `symbol * 16 + length`; 0 where the code is longer. */
  readonly short: Uint16Array
  /** Symbols in the order of their codes. */
  readonly symbols: readonly number[]
  /** For each length the first code and where its symbols start. */
  readonly lengths: readonly {
    readonly firstCode: number
    readonly firstSymbol: number
    readonly count: number
  }[]
}

let book: CodeBook | undefined

function makeBook(): CodeBook {
  const byLength = Array.from({ length: longestCode + 1 }, (): number[] => [])
  for (let symbol = 0; symbol <= endOfString; symbol++) {
    byLength[Number.parseInt(codeLengths.charAt(symbol), 36)]?.push(symbol)
  }
  const short = new Uint16Array(256)
  let code = 0
  let firstSymbol = 0
  const lengths = byLength.map((symbols, length) => {
    const row = { firstCode: code, firstSymbol, count: symbols.length }
    if (length <= 8) {
      const width = 1 << (8 - length)
      symbols.forEach((symbol, index) => {
        const from = (code + index) * width
        short.fill(symbol * 16 + length, from, from + width)
      })
    }
    code = (code + symbols.length) * 2
    firstSymbol += symbols.length
    return row
  })
  return { short, symbols: byLength.flat(), lengths }
}

/** The bytes that a Huffman-coded string stands for. Throws Http2Error where it is malformed. */
export function decodeHuffman(coded: Uint8Array): Uint8Array {
  book ??= makeBook()
  const { short, symbols, lengths } = book
  const decoded = new Uint8Array(Math.ceil((coded.length * 8) / shortestCode))
  let size = 0
  let at = 0
  // What was read and is not used yet: the lower `count` of `bits`.
  let bits = 0
  let count = 0
  for (;;) {
    if (count < 8 && at < coded.length) {
      bits = (bits << 8) | (coded[at++] as number)
      count += 8
    }
    // Behind the end, as padding, come ones.
    const next = count >= 8 ? bits >> (count - 8) : (bits << (8 - count)) | (0xff >> count)
    const found = short[next] as number
    const shortLength = found & 0xf
    if (found !== 0 && shortLength <= count) {
      decoded[size++] = found >> 4
      count -= shortLength
      bits &= (1 << count) - 1
      continue
    }
    if (count < 8) {
      if (bits !== (1 << count) - 1) throw malformed('a Huffman-coded string is padded wrongly')
      return decoded.slice(0, size)
    }
    let code = next
    let length = 8
    count -= 8
    for (;;) {
      if (count === 0) {
        if (at === coded.length) throw malformed('a Huffman code is cut off')
        bits = coded[at++] as number
        count = 8
      }
      code = code * 2 + ((bits >> --count) & 1)
      const row = lengths[++length]
      if (row === undefined) throw malformed('a Huffman code is longer than 30 bits')
      const symbol =
        code - row.firstCode < row.count ? symbols[row.firstSymbol + code - row.firstCode] : undefined
      if (symbol === undefined) continue
      if (symbol === endOfString) throw malformed('end of string in a Huffman code')
      decoded[size++] = symbol
      break
    }
    bits &= (1 << count) - 1
  }
}

function malformed(message: string): Http2Error {
  return new Http2Error(errorCode.compression, message)
}
