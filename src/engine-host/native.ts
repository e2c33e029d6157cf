import type { WireWriter } from '../wire/index.ts'

/**
 * The functions that the executable gives to JavaScript: the exports of its module `slipway:native`. Each is
 * documented where it is written, in native/*.c.
 */
export interface Native {
  // native/process.c
  environment(): Record<string, string>
  architecture(): string
  log(text: string): void
  exit(status: number): never
  // native/snapshot.c
  isRecording(): boolean
  // native/engine.c
  onFailure(listener: (failure: unknown) => void): void
  onStart(listener: () => void): void
  random(): number
  // native/pipes.c
  open(onBytes: (bytes: Uint8Array) => void, onClose: () => void): number
  write(bytes: Uint8Array): void
  // native/timers.c
  setTimer(run: () => void, milliseconds: number): number
  clearTimer(id: number): void
  now(): number
  // native/limits.c
  runLimited<Value>(work: () => Value, milliseconds: number): [Value] | undefined
  isDue(): boolean
  limitExtensions(milliseconds: number, bytes: number): void
  takeStop(): { readonly module: string; readonly memory: boolean; readonly limit: number } | undefined
  // native/text.c
  encode(text: string): Uint8Array<ArrayBuffer>
  encodeInto(text: string, bytes: Uint8Array, at: number): number
  decode(bytes: Uint8Array, fatal: boolean, keepMark: boolean): string
  decodeLatin1(bytes: Uint8Array): string
  // native/wire.c
  createWriter(rawBytes: number, size: number, refuse: () => never): WireWriter
  // native/digest.c
  sha256(bytes: Uint8Array): string
  // native/decompress.c
  openDecompressor(bytes: Uint8Array, zstd: boolean): Decompressor
  nextPiece(decompressor: Decompressor): Uint8Array
  // native/files.c
  listDirectory(path: string): string[] | undefined
  readFile(path: string): Uint8Array | undefined
  // native/modules.c
  setModuleLoader(
    normalize: (importer: string, specifier: string) => string,
    load: (name: string) => string,
  ): void
  importModule(specifier: string): Promise<object>
  evaluateScript(text: string, name: string): unknown
}

/** What native/decompress.c keeps of a file that is being decompressed. */
export interface Decompressor {
  readonly __decompressor: never
}
