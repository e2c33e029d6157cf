/** How many bytes a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) continue
    if (code < 0x800) length += 1
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      length += 2
      at++
    } else length += 2
  }
  return length
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}

/** Orders texts by their bytes in UTF-8, as Go's sort and its JSON maps do. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left !== right) return byteRank(left) - byteRank(right)
  }
  return a.length - b.length
}

const aboveSurrogates = /[\ud800-\uffff]/

/** Sorts texts by their bytes in UTF-8, in place. */
export function sortByBytes(texts: string[]): string[] {
  // Below the surrogates the order of code units is the same, in which an engine sorts without asking.
  return aboveSurrogates.test(texts.join('')) ? texts.sort(compareBytes) : texts.sort()
}

/** Surrogates stand for characters above U+FFFF, so they sort behind U+E000 to U+FFFF. */
function byteRank(code: number): number {
  if (code < 0xd800) return code
  return code < 0xe000 ? code + 0x2000 : code - 0x800
}
