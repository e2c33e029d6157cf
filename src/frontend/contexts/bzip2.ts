import bunzip from 'seek-bzip'

/** The bytes behind bzip2 streams. Throws where they are malformed. */
export function decompressBzip2(bytes: Uint8Array): Uint8Array {
  let result = new Uint8Array(Math.max(1024, bytes.length * 4))
  let length = 0
  const writeByte = (byte: number) => {
    if (length === result.length) {
      const larger = new Uint8Array(length * 2)
      larger.set(result)
      result = larger
    }
    result[length++] = byte
  }
  bunzip.decode(bytes, { writeByte }, true)
  return result.subarray(0, length)
}
