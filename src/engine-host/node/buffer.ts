/**
 * As much of Node's `Buffer` as grpc-js's `Client` and `Metadata` use: bytes that can be told from other values,
 * and base64.
 */
export class Buffer extends Uint8Array {
  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer
  }

  static override from(...source: readonly unknown[]): Buffer {
    const [value, encodingOrOffset, length] = source
    if (value instanceof ArrayBuffer) return new Buffer(value, encodingOrOffset as number, length as number)
    if (typeof value !== 'string') return new Buffer(value as ArrayLike<number>)
    if (encodingOrOffset !== 'base64')
      throw new TypeError(`no Buffer of encoding ${String(encodingOrOffset)}`)
    // Node takes both alphabets, and is not strict about padding.
    const binary = atob(value.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''))
    const result = new Buffer(binary.length)
    for (let at = 0; at < binary.length; at++) result[at] = binary.charCodeAt(at)
    return result
  }

  override toString(encoding?: string): string {
    if (encoding !== 'base64') throw new TypeError(`no text of a Buffer in encoding ${String(encoding)}`)
    return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(''))
  }
}
