/** Why a stream or a connection ends (RFC 9113, section 7). */
export const errorCode = {
  none: 0,
  protocol: 1,
  flowControl: 3,
  streamClosed: 5,
  frameSize: 6,
  refusedStream: 7,
  cancel: 8,
  compression: 9,
  enhanceYourCalm: 11,
} as const

/** What the peer did that no connection survives. */
export class Http2Error extends Error {
  override readonly name = 'Http2Error'
  /** One of `errorCode`, for the GOAWAY. */
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
