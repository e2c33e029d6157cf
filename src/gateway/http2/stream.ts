import type { HeaderField } from './hpack-decoder.ts'

/** What becomes of a request. After `end` or `fail`, nothing more is called. */
export interface StreamListener {
  /** Response headers; trailers, when `final`. */
  headers(fields: readonly HeaderField[], final: boolean): void
  data(bytes: Uint8Array): void
  /** The response is complete. */
  end(): void
  /** The stream was reset, or the connection is gone. */
  fail(reason: string, code: number): void
}

/** A request under way. */
export interface StreamHandle {
  /** Gives the request up; the listener hears no more. */
  cancel(): void
}

/** A request as the connection keeps it. */
export interface Stream extends StreamHandle {
  readonly headers: readonly HeaderField[]
  /** What is left to send; no part is empty. */
  readonly body: Uint8Array[]
  readonly listener: StreamListener
  id: number
  /** How many bytes the peer takes on this stream. */
  window: number
  /** Whether all of it has been sent. */
  sent: boolean
  /** Whether the head of the response has come. */
  answered: boolean
  /** How many bytes the body of the response has yet to have; undefined where its head does not say. */
  missing: number | undefined
}
