import type { Platform } from '../platform/platform.ts'
import type { ModuleHost } from './module-host.ts'

/**
 * What a computation that was limited came to.
 *
 * @example
 * const outcome: Limited<number> = { done: true, value: 1 }
 */
export type Limited<Value> = { readonly done: true; readonly value: Value } | { readonly done: false }

/**
 * Computes something and stops it when it takes too long. Only an edge can: JavaScript does not interrupt
 * itself. Errors of `work` are thrown as they are.
 *
 * @example
 * const runUnlimited: RunLimited = (work) => ({ done: true, value: work() })
 */
export type RunLimited = <Value>(work: () => Value, milliseconds: number) => Limited<Value>

/**
 * Takes compressed bytes apart, piece by piece. Throws, or ends with an error, where they are malformed or the
 * format is not known.
 *
 * @example
 * const decompress: Decompress = async function* (bytes, format) {
 *   if (format !== 'gzip') throw new Error(`${format} is not supported`)
 *   yield gunzipSync(bytes)
 * }
 */
export type Decompress = (bytes: Uint8Array, format: 'gzip' | 'zstd') => AsyncIterable<Uint8Array>

/** Work that the core leaves to the program around it: JavaScript alone is slow at it, or cannot do it. */
export interface ComputingHost {
  /** The platform that this program runs on. */
  readonly host: Platform
  /** The digest of bytes, in hexadecimal. */
  readonly sha256: (bytes: Uint8Array) => string
  readonly runLimited: RunLimited
  readonly decompress: Decompress
}

/** What is told of the pipe that the daemon writes to. */
export interface PipeListener {
  /** Bytes have come; they stay as they are. */
  receive(bytes: Uint8Array): void
  /** The daemon is gone. This is told once. */
  close(): void
}

/**
 * Everything outside of it that the frontend's program needs. Beyond this interface it uses what the web and
 * ECMAScript define: `TextEncoder`, `TextDecoder`, `setTimeout`, `queueMicrotask`, `console`, `URL`.
 *
 * There are two of them: `nodeHost` (Node), and `engineHost` (the executable of the frontend image).
 */
export interface Host extends ComputingHost {
  /** The variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /**
   * Opens the two pipes to the daemon. From now on nothing else is written to stdout, long computations look
   * after the daemon (`watchLongWork`), and signals end the process.
   * @returns writes bytes, which must stay as they are until they have left
   * Throws BuildError (code `daemon`) where stdin and stdout are no pipes.
   */
  openPipes(listener: PipeListener): (bytes: Uint8Array) => void
  /** Writes a line to the log of the daemon, which no user sees. */
  log(text: string): void
  /** Ends the process. */
  exit(status: number): never
  /** Lets a listener hear of what was thrown, or rejected, and nobody caught. */
  onFailure(listener: (failure: unknown) => void): void
  /** What extensions are loaded with. */
  readonly modules: ModuleHost
}
