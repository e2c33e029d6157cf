import { encodeBase64 } from '../../go/index.ts'
import { WireReader } from '../../wire/index.ts'
import type { Field, Message } from './schema.ts'

/** A value of JSON, without null. */
export type JsonValue = string | number | boolean | JsonObject | readonly JsonValue[]
/** A message as JSON. */
export interface JsonObject {
  readonly [name: string]: JsonValue
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * A message as JSON, its fields under the names of the protocol. Fields with their default value are left out,
 * as they are on the wire. Bytes are a string where they are UTF-8, else `{ base64 }`; numbers that JavaScript
 * cannot hold are strings. Throws BuildError (`definition`) where the bytes are not a message.
 */
export function decodeMessage(bytes: Uint8Array, message: Message): JsonObject {
  const result: Record<string, JsonValue> = {}
  const lists = new Map<string, JsonValue[]>()
  const reader = new WireReader(bytes)
  while (reader.next()) {
    const field = message[reader.field]
    if (field === undefined) reader.skip()
    else if (field.type === 'map' || (typeof field.type === 'object' && 'messages' in field.type)) {
      const { key, value } = readEntry(reader.message())
      const entries = (result[field.name] ?? {}) as Record<string, JsonValue>
      entries[key] = field.type === 'map' ? lenient.decode(value) : decodeMessage(value, field.type.messages)
      result[field.name] = entries
    } else if (!field.repeated) {
      const value = readValue(reader, field)
      if (field.always || typeof field.type === 'object' || !isDefault(value)) result[field.name] = value
    } else {
      let list = lists.get(field.name)
      if (list === undefined) {
        list = []
        lists.set(field.name, list)
        result[field.name] = list
      }
      if (field.type === 'int') reader.repeated((one) => one.number(), list as number[])
      else list.push(readValue(reader, field))
    }
  }
  return result
}

function readValue(reader: WireReader, { type }: Field): JsonValue {
  switch (type) {
    case 'string':
      return reader.string()
    case 'bytes':
      return describeBytes(reader.bytes())
    case 'bool':
      return reader.bool()
    case 'int':
      return describeNumber(reader.int64())
    case 'uint':
      return describeNumber(reader.uint64())
    case 'map':
      return {}
    default: {
      if ('message' in type) return decodeMessage(reader.bytes(), type.message)
      if ('messages' in type) return {}
      const number = reader.number()
      return type.names[number] ?? number
    }
  }
}

function readEntry(reader: WireReader): { readonly key: string; readonly value: Uint8Array } {
  let key = ''
  let value = new Uint8Array() as Uint8Array
  while (reader.next()) {
    if (reader.field === 1) key = reader.string()
    else if (reader.field === 2) value = reader.bytes()
    else reader.skip()
  }
  return { key, value }
}

function isDefault(value: JsonValue): boolean {
  return value === '' || value === 0 || value === false
}

function describeNumber(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

function describeBytes(bytes: Uint8Array): JsonValue {
  try {
    return strict.decode(bytes)
  } catch {
    return { base64: encodeBase64(bytes) }
  }
}
