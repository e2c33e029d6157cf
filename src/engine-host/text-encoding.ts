import * as native from 'slipway:native'

/** The web's `TextEncoder`. */
export class TextEncoder {
  readonly encoding = 'utf-8'

  encode(text = ''): Uint8Array<ArrayBuffer> {
    return native.encode(text)
  }

  encodeInto(text: string, bytes: Uint8Array): TextEncoderEncodeIntoResult {
    const written = native.encodeInto(text, bytes, 0)
    // Each character of the text has at least one byte: where all bytes are taken, it may have been cut off.
    const read =
      written < bytes.length - 3 ? text.length : native.decode(bytes.subarray(0, written), false, true).length
    return { read, written }
  }
}

interface TextEncoderEncodeIntoResult {
  readonly read: number
  readonly written: number
}

/** Labels of encodings that are known, of the many that the web has. */
const utf8Labels = new Set(['utf-8', 'utf8', 'unicode-1-1-utf-8'])
const latin1Labels = new Set(['latin1', 'iso-8859-1', 'ascii', 'us-ascii', 'windows-1252'])

/** The web's `TextDecoder` for whole texts, of UTF-8 and of Latin-1. */
export class TextDecoder {
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean

  constructor(label = 'utf-8', options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean } = {}) {
    const name = label.trim().toLowerCase()
    if (utf8Labels.has(name)) this.encoding = 'utf-8'
    else if (latin1Labels.has(name)) this.encoding = 'windows-1252'
    else throw new RangeError(`there is no encoding ${label}`)
    this.fatal = options.fatal ?? false
    this.ignoreBOM = options.ignoreBOM ?? false
  }

  decode(source: ArrayBuffer | ArrayBufferView<ArrayBuffer> = new Uint8Array()): string {
    const bytes =
      source instanceof Uint8Array
        ? source
        : source instanceof ArrayBuffer
          ? new Uint8Array(source)
          : new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    if (this.encoding !== 'utf-8') return native.decodeLatin1(bytes)
    return native.decode(bytes, this.fatal, this.ignoreBOM)
  }
}
