import { BuildError } from '../source/index.ts'

/**
 * What becomes of a text's bytes that are no UTF-8: the text is refused, they are written as they are, or
 * U+FFFD is written in their place.
 */
export type RawBytes = 'refuse' | 'pass' | 'replace'

export interface WireWriterOptions {
  readonly rawBytes: RawBytes
  /** About how many bytes will be written, so that they need not be moved on the way; 0 where nobody knows. */
  readonly size: number
}

/**
 * Writes protobuf messages in exactly the order of the calls. Scalars that have their default value are left
 * out, as proto3 asks; methods that end in `Always` write them nevertheless (members of a oneof, map entries).
 * A nested message is written between `open` and `close`.
 * Throws BuildError (`definition`) for a text with bytes that are no UTF-8, unless it is told otherwise.
 */
export interface WireWriter {
  /** What has been written since the last time; the bytes may share a buffer with other messages. */
  finish(): Uint8Array
  /** Begins a nested message; the result is for `close`. */
  open(field: number): number
  /** Ends the message that `open` began: its length is filled in, and what follows moved where it needs room. */
  close(mark: number): void
  string(field: number, value: string): void
  stringAlways(field: number, value: string): void
  strings(field: number, values: readonly string[]): void
  bytes(field: number, value: Uint8Array): void
  bytesAlways(field: number, value: Uint8Array): void
  /** Bytes that are fields already. */
  raw(value: Uint8Array): void
  bool(field: number, value: boolean | undefined): void
  /** An enum, or any number that is known to be small and not negative. */
  uint32(field: number, value: number): void
  uint32Always(field: number, value: number): void
  /** Wraps at 32 bits. */
  int32(field: number, value: number): void
  /** Numbers beyond the range become the nearest that fits. */
  int64(field: number, value: number | bigint): void
  int64Always(field: number, value: number | bigint): void
  /** Wraps at 64 bits. */
  uint64Always(field: number, value: bigint): void
  /** Repeated int32 or int64 in the packed form. */
  packed(field: number, values: readonly (number | bigint)[]): void
  /** A map of strings; entries are sorted by the bytes of their keys. */
  stringMap(field: number, entries: Readonly<Record<string, string>>): void
}

/** What is thrown for a text that a writer refuses. */
export function refusedText(): BuildError {
  return new BuildError('definition', 'string field contains invalid UTF-8')
}
