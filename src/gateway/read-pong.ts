import { LENGTH_DELIMITED, VARINT, WireReader } from '../wire/index.ts'
import type { AnnouncedCap } from './cap-set.ts'

/** What a daemon says of itself. */
export interface Pong {
  readonly gatewayCaps: readonly AnnouncedCap[]
  readonly llbCaps: readonly AnnouncedCap[]
}

/**
 * Decodes a `PongResponse`: more than a hundred small messages, before anything else can be done, of which few
 * fields matter. Throws BuildError (`definition`) where the bytes are malformed.
 */
export function readPong(bytes: Uint8Array): Pong {
  const gatewayCaps: AnnouncedCap[] = []
  const llbCaps: AnnouncedCap[] = []
  const reader = new WireReader(bytes)
  while (reader.next()) {
    if (reader.type !== LENGTH_DELIMITED || reader.field > 2) reader.skip()
    else (reader.field === 1 ? gatewayCaps : llbCaps).push(readCap(reader.message()))
  }
  return { gatewayCaps, llbCaps }
}

function readCap(reader: WireReader): AnnouncedCap {
  let ID = ''
  let Enabled = false
  let DisabledReasonMsg = ''
  while (reader.next()) {
    const { field, type } = reader
    if (field === 1 && type === LENGTH_DELIMITED) ID = reader.string()
    else if (field === 2 && type === VARINT) Enabled = reader.bool()
    else if (field === 5 && type === LENGTH_DELIMITED) DisabledReasonMsg = reader.string()
    else reader.skip()
  }
  return { ID, Enabled, DisabledReasonMsg }
}
