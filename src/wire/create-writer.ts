import { ScriptWriter } from './script-writer.ts'
import type { WireWriter, WireWriterOptions } from './writer.ts'

let makeWriter = (options: WireWriterOptions): WireWriter => new ScriptWriter(options)

/**
 * From now on, writers are made by `make`: for a host that writes faster than JavaScript does. Its writers do
 * what `ScriptWriter` does, byte for byte, and throw `refusedText()` where that does.
 */
export function useWriters(make: (options: WireWriterOptions) => WireWriter): void {
  makeWriter = make
}

/** Makes a writer. */
export function createWireWriter({
  rawBytes = 'refuse',
  size = 0,
}: Partial<WireWriterOptions> = {}): WireWriter {
  return makeWriter({ rawBytes, size })
}
