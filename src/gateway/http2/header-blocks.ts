import { errorCode, Http2Error } from './error.ts'
import { concatenate, type Frame, frameFlag, frameType, payloadOf } from './frame.ts'
import { type HeaderField, HpackDecoder } from './hpack-decoder.ts'

/** The headers or trailers of a stream. */
export interface HeaderBlock {
  readonly streamId: number
  /** Whether nothing follows on the stream. */
  readonly final: boolean
  readonly fields: readonly HeaderField[]
}

/**
 * The most that a header block may have, encoded as well as decoded. What the daemon's errors bring along (a source
 * file among it) travels in trailers, so that this is what grpc-go's clients take.
 */
export const maxHeaderListSize = 16 * 1024 * 1024
/** Go's server cuts blocks into parts of 16 KiB. */
const mostParts = 4096
const prioritySize = 5

/** Puts header blocks together from HEADERS and the CONTINUATIONs that may follow. */
export class HeaderBlocks {
  readonly #decoder = new HpackDecoder(maxHeaderListSize)
  #open: { readonly first: Frame; readonly parts: Uint8Array[]; size: number } | undefined

  /** Throws Http2Error where a block is open that the frame does not continue, or the other way round. */
  expect({ type, streamId }: Frame): void {
    const continues = type === frameType.continuation
    if (this.#open === undefined && continues)
      throw new Http2Error(errorCode.protocol, 'a CONTINUATION continues nothing')
    if (this.#open !== undefined && !(continues && streamId === this.#open.first.streamId))
      throw new Http2Error(errorCode.protocol, 'a header block is interrupted')
  }

  /** Takes a HEADERS or CONTINUATION frame; gives the block that it ends. Throws Http2Error. */
  push(frame: Frame): HeaderBlock | undefined {
    const open = this.#open ?? { first: frame, parts: [], size: 0 }
    this.#open = open
    const part = frame.type === frameType.headers ? fragmentOf(frame) : frame.payload
    open.parts.push(part)
    open.size += part.length
    if (open.size > maxHeaderListSize || open.parts.length > mostParts)
      throw new Http2Error(errorCode.enhanceYourCalm, 'a header block is too large')
    if (!(frame.flags & frameFlag.endHeaders)) return undefined
    this.#open = undefined
    // The table of the decoder must see every block, also that of a stream that was given up.
    const fields = this.#decoder.decode(concatenate(open.parts))
    const { streamId, flags } = open.first
    return { streamId, final: (flags & frameFlag.endStream) !== 0, fields }
  }
}

function fragmentOf(frame: Frame): Uint8Array {
  const payload = payloadOf(frame)
  if (!(frame.flags & frameFlag.priority)) return payload
  if (payload.length < prioritySize) throw new Http2Error(errorCode.frameSize, 'a HEADERS frame is too short')
  return payload.subarray(prioritySize)
}
