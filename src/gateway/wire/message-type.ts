import { WireReader } from './reader.ts'
import { WireWriter } from './writer.ts'

export type ScalarKind = 'string' | 'bytes' | 'bool' | 'int32' | 'uint32' | 'int64' | 'uint64'
type FieldValue = ScalarKind | (() => MessageType<unknown>)

/**
 * One field of a message: its number, its name, what it holds, and how often. An optional scalar is a member of
 * a oneof, or a message that stays bytes: it is written wherever it is there, and undefined where it is not.
 */
export type Field = readonly [
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

  constructor(fields: readonly Field[]) {
    this.#fields = fields
  }

  encode(value: Encodable<T>): Uint8Array {
    const writer = new WireWriter()
    this.write(writer, value)
    return writer.finish()
  }

  /**
   * Fields that are not known are passed over; those that are missing get their default: '', 0, false, [] or
   * an empty map, while messages and optional fields stay undefined. Byte fields are views into `bytes`.
   * Throws RangeError where the bytes are malformed.
   */
  decode(bytes: Uint8Array): T {
    this.#byNumber ??= new Map(this.#fields.map((field) => [field[0], field]))
    const message: Record<string, unknown> = {}
    for (const [, name, value, shape] of this.#fields) message[name] = defaultOf(value, shape)
    const reader = new WireReader(bytes)
    while (!reader.done) {
      const tag = reader.varint()
      const field = this.#byNumber.get(Math.floor(tag / 8))
      if (field && acceptsWireType(field, tag % 8)) readField(reader, tag % 8, field, message)
      else reader.skip(tag % 8)
    }
    return message as T
  }

  write(writer: WireWriter, value: Encodable<T>): void {
    const message = value as Readonly<Record<string, unknown>>
    for (const [number, name, kind, shape] of this.#fields) {
      const content = message[name]
      if (content === undefined) continue
      if (shape === 'map') writeMap(writer, number, kind, content as Iterable<readonly [string, unknown]>)
      else if (shape === 'repeated') writeRepeated(writer, number, kind, content as Iterable<unknown>)
      else if (shape === 'optional' || !isDefault(content)) writeValue(writer, number, kind, content)
    }
  }
}

const isVarint = (kind: FieldValue) => typeof kind === 'string' && kind !== 'string' && kind !== 'bytes'

/** Numbers may come packed where they repeat. */
function acceptsWireType([, , kind, shape]: Field, wireType: number): boolean {
  if (shape === 'map') return wireType === 2
  return isVarint(kind) ? wireType === 0 || (shape === 'repeated' && wireType === 2) : wireType === 2
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
    writer.tag(number, 2)
    writer.delimited(() => {
      writeValue(writer, 1, 'string', key)
      writeValue(writer, 2, kind, value)
    })
  }
}

function writeRepeated(
  writer: WireWriter,
  number: number,
  kind: FieldValue,
  elements: Iterable<unknown>,
): void {
  if (isVarint(kind)) {
    const all = [...elements]
    if (all.length === 0) return
    writer.tag(number, 2)
    writer.delimited(() => {
      for (const element of all) writeVarint(writer, element)
    })
    return
  }
  for (const element of elements) writeValue(writer, number, kind, element)
}

function writeValue(writer: WireWriter, number: number, kind: FieldValue, value: unknown): void {
  if (typeof kind === 'function') {
    writer.tag(number, 2)
    writer.delimited(() => kind().write(writer, value as Encodable<unknown>))
  } else if (kind === 'string') {
    writer.tag(number, 2)
    writer.string(value as string)
  } else if (kind === 'bytes') {
    writer.tag(number, 2)
    writer.bytes(value as Uint8Array)
  } else {
    writer.tag(number, 0)
    writeVarint(writer, value)
  }
}

function writeVarint(writer: WireWriter, value: unknown): void {
  if (typeof value === 'bigint') writer.varint64(value)
  else writer.varint(Number(value))
}

function readField(
  reader: WireReader,
  wireType: number,
  [, name, kind, shape]: Field,
  message: Record<string, unknown>,
): void {
  if (shape === 'map') {
    const [key, value] = readEntry(reader.bytes(), kind)
    ;(message[name] as Map<string, unknown>).set(key, value)
  } else if (shape === 'repeated') {
    const list = message[name] as unknown[]
    if (wireType === 2 && isVarint(kind)) {
      const packed = new WireReader(reader.bytes())
      while (!packed.done) list.push(readValue(packed, kind))
    } else {
      list.push(readValue(reader, kind))
    }
  } else {
    message[name] = readValue(reader, kind)
  }
}

function readEntry(bytes: Uint8Array, kind: FieldValue): readonly [string, unknown] {
  const reader = new WireReader(bytes)
  let key = ''
  let value = typeof kind === 'function' ? undefined : defaultOf(kind, 'one')
  while (!reader.done) {
    const tag = reader.varint()
    if (tag === 10) key = reader.string()
    else if (tag === (isVarint(kind) ? 16 : 18)) value = readValue(reader, kind)
    else reader.skip(tag % 8)
  }
  if (value === undefined && typeof kind === 'function') value = kind().decode(new Uint8Array())
  return [key, value]
}

function readValue(reader: WireReader, kind: FieldValue): unknown {
  if (typeof kind === 'function') return kind().decode(reader.bytes())
  switch (kind) {
    case 'string':
      return reader.string()
    case 'bytes':
      return reader.bytes()
    case 'bool':
      return reader.varint64() !== 0n
    case 'int64':
      return BigInt.asIntN(64, reader.varint64())
    case 'uint64':
      return BigInt.asUintN(64, reader.varint64())
    case 'int32':
      return Number(BigInt.asIntN(32, reader.varint64()))
    case 'uint32':
      return reader.varint() >>> 0
  }
}
