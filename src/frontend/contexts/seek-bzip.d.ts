declare module 'seek-bzip' {
  /**
   * Decodes bzip2 streams, one behind the other where `multistream` says so.
   * Throws where the bytes are malformed, or a checksum is wrong.
   */
  export function decode(
    input: Uint8Array,
    output: { writeByte(byte: number): void },
    multistream?: boolean,
  ): void
}
