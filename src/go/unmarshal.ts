import { BuildError, type ErrorCode } from '../source/index.ts'
import { JsonMembers, JsonNumber, JsonText, type JsonTree, parseJsonTree } from './json-tree.ts'
import { readInteger } from './number.ts'
import { type PlainJson, readPlainJson } from './plain-json.ts'
import { normalizeTime } from './time.ts'

/** What a JSON value is to become, and how Go calls it in messages. */
export type GoType =
  | { readonly kind: 'string' | 'boolean' | 'integer' | 'time'; readonly name: string }
  | { readonly kind: 'list'; readonly name: string; readonly of: GoType }
  | { readonly kind: 'map'; readonly name: string; readonly of: GoType }
  | GoStruct

/** A struct; null takes one that is `optional` away, and leaves any other as it is. */
export interface GoStruct {
  readonly kind: 'struct'
  readonly name: string
  readonly fields: ReadonlyMap<string, GoField>
  readonly optional?: boolean
}

export interface GoField {
  readonly key: string
  /** How messages call it: with the structs that are embedded on the way to it. */
  readonly path: string
  readonly type: GoType
}

/** A value of a type: a struct is a map by key, without fields that nothing was said of. */
export type GoValue = string | boolean | bigint | undefined | readonly GoValue[] | GoRecord
export type GoRecord = ReadonlyMap<string, GoValue>

/** Makes a struct of fields: `[key, type, path]`, the path being the key by default. */
export function goStruct(
  name: string,
  fields: readonly (readonly [key: string, type: GoType, path?: string])[],
  optional = false,
): GoStruct {
  return {
    kind: 'struct',
    name,
    fields: new Map(fields.map(([key, type, path = key]) => [fold(key), { key, path, type }])),
    optional,
  }
}

/**
 * Reads a JSON text as Go's encoding/json reads it into a struct: keys of any case, later members on top of earlier
 * ones (lists element by element), null for absence. Integers are bigints, times texts as `normalizeTime` gives them.
 * Throws BuildError (of the code given) with Go's words; of several values of a wrong type the first one is told, but
 * what is no time comes before.
 */
export function unmarshalJson(text: string, type: GoStruct, code: ErrorCode): GoRecord {
  const plain = readPlainJson(text)
  return (
    (plain === undefined ? undefined : readQuickly(plain, type, code)) ??
    readAll(parseJsonTree(text, code), type, code)
  )
}

/** Undefined where it takes the tree to say what is read, or what is wrong. */
function readQuickly(plain: PlainJson, type: GoStruct, code: ErrorCode): GoRecord | undefined {
  const reader = new Unmarshaller(code)
  try {
    const value = reader.read(plain, type, undefined)
    return reader.needsTree || reader.mismatch ? undefined : recordOf(value)
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

function readAll(tree: JsonTree, type: GoStruct, code: ErrorCode): GoRecord {
  const reader = new Unmarshaller(code)
  const value = reader.read(tree, type, undefined)
  if (reader.mismatch) throw reader.mismatch
  return recordOf(value)
}

function recordOf(value: GoValue): GoRecord {
  return value instanceof Map ? value : new Map()
}

/** A list as it was filled before: what is behind its end comes back where a later list is longer. */
const lastFilled = new WeakMap<readonly GoValue[], readonly GoValue[]>()

class Unmarshaller {
  mismatch: BuildError | undefined
  /** Whether a value was met of which it matters how it is written. */
  needsTree = false
  readonly #code: ErrorCode
  #struct = ''
  #path: readonly string[] = []

  constructor(code: ErrorCode) {
    this.#code = code
  }

  /** @param before what earlier members have left */
  read(tree: JsonTree | PlainJson, type: GoType, before: GoValue): GoValue {
    switch (type.kind) {
      case 'struct':
        return this.#record(tree, type, before)
      case 'map':
        return this.#map(tree, type, before)
      case 'list':
        return this.#list(tree, type, before)
      case 'time':
        return this.#time(tree)
      default:
        return this.#scalar(tree, type, before)
    }
  }

  #time(tree: JsonTree | PlainJson): GoValue {
    if (tree === null) return undefined
    if (tree instanceof JsonText) return normalizeTime(tree.written)
    if (typeof tree === 'string') return normalizeTime(tree)
    throw new BuildError(this.#code, 'Time.UnmarshalJSON: input is not a JSON string')
  }

  #scalar(tree: JsonTree | PlainJson, type: GoType, before: GoValue): GoValue {
    if (tree === null) return before
    if (type.kind === 'string') {
      if (typeof tree === 'string') return tree
      if (tree instanceof JsonText) return tree.value
    }
    if (type.kind === 'boolean' && typeof tree === 'boolean') return tree
    if (type.kind === 'integer' && typeof tree === 'number') {
      this.needsTree = true
      return before
    }
    if (type.kind === 'integer' && tree instanceof JsonNumber) {
      const value = readInteger(tree.text)
      if (typeof value === 'bigint') return value
      return this.#refuse(`number ${tree.text}`, type.name, before)
    }
    return this.#refuse(kindOf(tree), type.name, before)
  }

  #list(tree: JsonTree | PlainJson, type: Extract<GoType, { kind: 'list' }>, before: GoValue): GoValue {
    if (tree === null) return undefined
    if (!Array.isArray(tree)) return this.#refuse(kindOf(tree), type.name, before)
    const items = tree as readonly (JsonTree | PlainJson)[]
    if (items.length === 0) return []
    const earlier = Array.isArray(before) ? ((lastFilled.get(before) ?? before) as readonly GoValue[]) : []
    const list = items.map((item, index) => this.read(item, type.of, earlier[index]) ?? emptyOf(type.of))
    if (earlier.length > list.length) lastFilled.set(list, [...list, ...earlier.slice(list.length)])
    return list
  }

  #map(tree: JsonTree | PlainJson, type: Extract<GoType, { kind: 'map' }>, before: GoValue): GoValue {
    if (tree === null) return undefined
    const members = membersOf(tree)
    if (members === undefined) return this.#refuse(kindOf(tree), type.name, before)
    const map = new Map(before instanceof Map ? before : [])
    for (const [key, value] of members) {
      map.set(key, this.read(value, type.of, undefined) ?? emptyOf(type.of))
    }
    return map
  }

  #record(tree: JsonTree | PlainJson, type: GoStruct, before: GoValue): GoValue {
    if (tree === null) return type.optional ? undefined : before
    const members = membersOf(tree)
    if (members === undefined) return this.#refuse(kindOf(tree), type.name, before)
    const [struct, path] = [this.#struct, this.#path]
    const record = new Map<string, GoValue>(before instanceof Map ? before : [])
    for (const [key, value] of members) {
      const field = type.fields.get(fold(key))
      if (!field) continue
      this.#struct = type.name.replace(/^v1\./, '')
      this.#path = [...path, field.path]
      record.set(field.key, this.read(value, field.type, record.get(field.key)))
    }
    this.#struct = struct
    this.#path = path
    return record
  }

  #refuse(found: string, type: string, before: GoValue): GoValue {
    const place = this.#struct === '' ? 'value' : `struct field ${[this.#struct, ...this.#path].join('.')}`
    this.mismatch ??= new BuildError(
      this.#code,
      `json: cannot unmarshal ${found} into Go ${place} of type ${type}`,
    )
    return before
  }
}

function emptyOf(type: GoType): GoValue {
  if (type.kind === 'struct') return new Map()
  return type.kind === 'string' ? '' : undefined
}

function membersOf(
  tree: JsonTree | PlainJson,
): readonly (readonly [string, JsonTree | PlainJson])[] | undefined {
  if (tree instanceof JsonMembers) return tree.members
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) return undefined
  if (tree instanceof JsonText || tree instanceof JsonNumber) return undefined
  return Object.entries(tree as { readonly [key: string]: PlainJson })
}

function kindOf(tree: JsonTree | PlainJson): string {
  if (Array.isArray(tree)) return 'array'
  if (tree instanceof JsonNumber || typeof tree === 'number') return 'number'
  if (typeof tree === 'boolean') return 'bool'
  return typeof tree === 'string' || tree instanceof JsonText ? 'string' : 'object'
}

/** Keys that Go takes for each other: of any case, and two letters that fold to ASCII ones. */
function fold(key: string): string {
  return key.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase()
}
