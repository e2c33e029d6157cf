import * as native from 'slipway:native'
import { type RawBytes, refusedText, useWriters } from '../wire/index.ts'

/** In the order of native/wire.c. */
const rawBytesModes: readonly RawBytes[] = ['refuse', 'pass', 'replace']

function refuse(): never {
  throw refusedText()
}

/** Lets the executable itself write protobuf messages. */
export function useNativeWriters(): void {
  useWriters(({ rawBytes, size }) => native.createWriter(rawBytesModes.indexOf(rawBytes), size, refuse))
}
