/**
 * Protobuf's wire format. `WireReader` and `WireWriter` go field by field, in the order of the calls, so that
 * whoever writes decides on the order; `MessageType` reads and writes messages by tables of their fields.
 *
 * @module
 */

export { createWireWriter, useWriters } from './create-writer.ts'
export { type Encodable, MessageType } from './message-type.ts'
export { WireReader } from './reader.ts'
export { LENGTH_DELIMITED, VARINT } from './wire-type.ts'
export { type RawBytes, refusedText, type WireWriter, type WireWriterOptions } from './writer.ts'
