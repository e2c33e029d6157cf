import { createWireWriter } from './create-writer.ts'
import { WireReader } from './reader.ts'
import { LENGTH_DELIMITED, VARINT } from './wire-type.ts'
import type { WireWriter } from './writer.ts'

type ScalarKind = 'string' | 'bytes' | 'bool' | 'int32' | 'uint32' | 'int64' | 'uint64'
type FieldValue = ScalarKind | (() => MessageType<unknown>)

/**
 * One field of a message: its number, its name, what it holds, and how often. An optional scalar is a member of
 * a oneof, or a message that stays bytes: it is written wherever it is there, and undefined where it is not.
 */
type Field = readonly [
  number: number,
  name: string,
  value: FieldValue,
  shape?: 'one' | 'repeated' | 'map' | 'optional',
]

/**
 * What may be encoded as a message of type T: fields may be missing, and what repeats may be anything that
 * can be walked once, so that large messages need not be built twice.
 */
export type Encodable<T> = T extends string | number | bigint | boolean | Uint8Array
  ? T
  : T extends ReadonlyMap<string, infer Value>
    ? Iterable<readonly [string, Encodable<Value>]>
    : T extends readonly (infer Element)[]
      ? Iterable<Encodable<Element>>
      : { readonly [Name in keyof T]?: Encodable<T[Name]> | undefined }

/** A message type: turns values into wire bytes and back. `T` is what decoding gives. */
export class MessageType<T> {
  readonly #fields: readonly Field[]
  #byNumber: ReadonlyMap<number, Field> | undefined
  /** In the order of the fields. */
  #defaults: readonly unknown[] | undefined

  constructor(fields: readonly Field[]) {
    this.#fields = fields
  }

  encode(value: Encodable<T>): Uint8Array {
    const writer = createWireWriter({ rawBytes: 'replace' })
    this.write(writer, value)
    return writer.finish()
  }

  /**
   * Fields that are not known are passed over; those that are missing get their default: '', 0, false, [] or
   * an empty map, while messages and optional fields stay undefined. Byte fields are views into `bytes`.
   * Throws BuildError (`definition`) where the bytes are malformed.
   */
  decode(bytes: Uint8Array): T {
    return this.read(new WireReader(bytes))
  }

  /** Decodes what a reader reads to its end. Throws as `decode` does. */
  read(reader: WireReader): T {
    this.#byNumber ??= new Map(this.#fields.map((field) => [field[0], field]))
    const message = this.#empty()
    while (reader.next()) {
      const field = this.#byNumber.get(reader.field)
      if (field && acceptsWireType(field[2], field[3], reader.type)) readField(reader, field, message)
      else reader.skip()
    }
    return message as T
  }

  #empty(): Record<string, unknown> {
    const fields = this.#fields
    this.#defaults ??= fields.map(([, , value, shape]) => defaultOf(value, shape))
    const message: Record<string, unknown> = {}
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] as Field
      const shape = field[3]
      // What repeats is filled, so that each message needs its own.
      const own = shape === 'map' || shape === 'repeated'
      message[field[1]] = own ? defaultOf(field[2], shape) : this.#defaults[at]
    }
    return message
  }

  write(writer: WireWriter, value: Encodable<T>): void {
    const message = value as Readonly<Record<string, unknown>>
    const fields = this.#fields
    // Neither iterated nor taken apart, which costs more than the writing.
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] as Field
      const content = message[field[1]]
      if (content === undefined) continue
      const number = field[0]
      const kind = field[2]
      const shape = field[3]
      if (shape === 'map') writeMap(writer, number, kind, content as Iterable<readonly [string, unknown]>)
      else if (shape === 'repeated') writeRepeated(writer, number, kind, content as Iterable<unknown>)
      else if (shape === 'optional' || !isDefault(content)) writeValue(writer, number, kind, content)
    }
  }
}

const isVarint = (kind: FieldValue) => typeof kind === 'string' && kind !== 'string' && kind !== 'bytes'

/** Numbers may come packed where they repeat. */
function acceptsWireType(kind: FieldValue, shape: Field[3], type: number): boolean {
  if (shape === 'map' || !isVarint(kind)) return type === LENGTH_DELIMITED
  return type === VARINT || (shape === 'repeated' && type === LENGTH_DELIMITED)
}

function isDefault(value: unknown): boolean {
  return (
    value === '' ||
    value === 0 ||
    value === 0n ||
    value === false ||
    (value instanceof Uint8Array && value.length === 0)
  )
}

function defaultOf(kind: FieldValue, shape: Field[3]): unknown {
  if (shape === 'map') return new Map()
  if (shape === 'repeated') return []
  if (shape === 'optional' || typeof kind === 'function') return undefined
  switch (kind) {
    case 'string':
      return ''
    case 'bytes':
      return new Uint8Array()
    case 'bool':
      return false
    case 'int64':
    case 'uint64':
      return 0n
    default:
      return 0
  }
}

function writeMap(
  writer: WireWriter,
  number: number,
  kind: FieldValue,
  entries: Iterable<readonly [string, unknown]>,
): void {
  for (const [key, value] of entries) {
    const mark = writer.open(number)
    writer.stringAlways(1, key)
    writeValue(writer, 2, kind, value)
    writer.close(mark)
  }
}

function writeRepeated(
  writer: WireWriter,
  number: number,
  kind: FieldValue,
  elements: Iterable<unknown>,
): void {
  if (isVarint(kind)) writer.packed(number, [...elements].map(toInteger))
  else for (const element of elements) writeValue(writer, number, kind, element)
}

function writeValue(writer: WireWriter, number: number, kind: FieldValue, value: unknown): void {
  if (typeof kind === 'function') {
    const mark = writer.open(number)
    kind().write(writer, value as Encodable<unknown>)
    writer.close(mark)
  } else if (kind === 'string') writer.stringAlways(number, value as string)
  else if (kind === 'bytes') writer.bytesAlways(number, value as Uint8Array)
  else if (kind === 'uint64') writer.uint64Always(number, value as bigint)
  else writer.int64Always(number, toInteger(value))
}

function toInteger(value: unknown): number | bigint {
  return typeof value === 'bigint' ? value : Number(value)
}

function readField(reader: WireReader, field: Field, message: Record<string, unknown>): void {
  const name = field[1]
  const kind = field[2]
  const shape = field[3]
  if (shape === 'map') {
    const [key, value] = readEntry(reader.message(), kind)
    ;(message[name] as Map<string, unknown>).set(key, value)
  } else if (shape !== 'repeated') message[name] = readValue(reader, kind)
  else if (isVarint(kind)) reader.repeated((one) => readValue(one, kind), message[name] as unknown[])
  else (message[name] as unknown[]).push(readValue(reader, kind))
}

function readEntry(reader: WireReader, kind: FieldValue): readonly [string, unknown] {
  let key = ''
  let value = typeof kind === 'function' ? undefined : defaultOf(kind, 'one')
  while (reader.next()) {
    if (reader.field === 1 && reader.type === LENGTH_DELIMITED) key = reader.string()
    else if (reader.field === 2 && acceptsWireType(kind, 'one', reader.type)) value = readValue(reader, kind)
    else reader.skip()
  }
  if (value === undefined && typeof kind === 'function') value = kind().decode(new Uint8Array())
  return [key, value]
}

function readValue(reader: WireReader, kind: FieldValue): unknown {
  if (typeof kind === 'function') return kind().read(reader.message())
  switch (kind) {
    case 'string':
      return reader.string()
    case 'bytes':
      return reader.bytes()
    case 'bool':
      return reader.bool()
    case 'int64':
      return reader.int64()
    case 'uint64':
      return reader.uint64()
    case 'int32':
      return reader.int32()
    case 'uint32':
      return reader.uint32()
  }
}
