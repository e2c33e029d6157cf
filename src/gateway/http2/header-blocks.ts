import { concatenate, type Frame, frameFlag, frameType, payloadOf } from './frame.ts'
import { type HeaderField, HpackDecoder } from './hpack-decoder.ts'

/** The headers or trailers of a stream. */
export interface HeaderBlock {
  readonly streamId: number
  /** Whether nothing follows on the stream. */
  readonly final: boolean
  readonly fields: readonly HeaderField[]
}

const mostParts = 1000

/** Puts header blocks together from HEADERS and the CONTINUATIONs that may follow. */
export class HeaderBlocks {
  readonly #decoder = new HpackDecoder()
  #open: { readonly first: Frame; readonly parts: Uint8Array[] } | undefined

  /** Throws RangeError where a block is open that the frame does not continue. */
  expect(frame: Frame): void {
    if (this.#open && frame.type !== frameType.continuation)
      throw new RangeError('a header block is interrupted')
  }

  /** Takes a HEADERS or CONTINUATION frame; gives the block that it ends. Throws RangeError. */
  push(frame: Frame): HeaderBlock | undefined {
    const open = frame.type === frameType.headers ? this.#begin(frame) : this.#continue(frame)
    if (!(frame.flags & frameFlag.endHeaders)) return undefined
    this.#open = undefined
    const { first, parts } = open
    // The table of the decoder must see every block, also that of a stream that was given up.
    const fields = this.#decoder.decode(concatenate(parts))
    return { streamId: first.streamId, final: (first.flags & frameFlag.endStream) !== 0, fields }
  }

  #begin(frame: Frame) {
    const payload = payloadOf(frame)
    this.#open = { first: frame, parts: [frame.flags & frameFlag.priority ? payload.subarray(5) : payload] }
    return this.#open
  }

  #continue(frame: Frame) {
    const open = this.#open
    if (open?.first.streamId !== frame.streamId) throw new RangeError('a CONTINUATION continues nothing')
    open.parts.push(frame.payload)
    if (open.parts.length > mostParts) throw new RangeError('a header block is too large')
    return open
  }
}
