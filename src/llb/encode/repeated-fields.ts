import { createWireWriter, type WireWriter } from '../../wire/index.ts'

/** Fields that one op after the other has with the very same value: they are written once, and copied from then on. */
export class RepeatedFields<Value extends object> {
  readonly #write: (writer: WireWriter, value: Value) => void
  readonly #writer = createWireWriter()
  #last: Value | undefined
  #bytes: Uint8Array = new Uint8Array()

  constructor(write: (writer: WireWriter, value: Value) => void) {
    this.#write = write
  }

  /** The fields as they are on the wire. Only the last value is remembered, which must not have changed since. */
  of(value: Value): Uint8Array {
    if (value !== this.#last) {
      this.#write(this.#writer, value)
      this.#bytes = this.#writer.finish()
      this.#last = value
    }
    return this.#bytes
  }
}
