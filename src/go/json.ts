import { sortByBytes } from './text-bytes.ts'

/** What can be written as JSON: an object keeps the order of its keys and drops undefined, a Map is sorted. */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }
  | ReadonlyMap<string, JsonValue>
  | PlainJson

/** What JSON itself has: no Map, no bigint. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue }

/** A large value of nothing but plain ones, which is written at once: without indentation, whatever is asked for. */
export class PlainJson {
  readonly value: PlainValue

  constructor(value: PlainValue) {
    this.value = value
  }
}

/** How JSON is written. */
export interface JsonOptions {
  /** Indents each level by this text, as `json.MarshalIndent` does. */
  readonly indent?: string
  /** False leaves `<`, `>` and `&` as they are (`SetEscapeHTML(false)`). */
  readonly escapeHtml?: boolean
}

/** A value as Go's encoding/json writes it. */
export function marshalJson(value: JsonValue, options: JsonOptions = {}): string {
  const { indent, escapeHtml = true } = options
  return new JsonWriter(indent, escapeHtml).text(value, '\n')
}

class JsonWriter {
  readonly #indent: string | undefined
  readonly #escapeHtml: boolean

  constructor(indent: string | undefined, escapeHtml: boolean) {
    this.#indent = indent
    this.#escapeHtml = escapeHtml
  }

  /** @param lineBreak a line feed and the indentation that the value stands at */
  text(value: JsonValue, lineBreak: string): string {
    if (typeof value === 'string') return jsonString(value, this.#escapeHtml)
    if (value === null || typeof value !== 'object') return String(value)
    if (value instanceof PlainJson) return plainJson(value.value, this.#escapeHtml)
    const inner = this.#indent === undefined ? '' : lineBreak + this.#indent
    if (isList(value)) {
      let items = ''
      for (const item of value) items += this.#separator(items, inner) + this.text(item, inner)
      return enclose('[', items, ']', this.#indent, lineBreak)
    }
    let members = ''
    if (value instanceof Map) {
      const map = value as ReadonlyMap<string, JsonValue>
      for (const key of sortByBytes([...map.keys()])) {
        members += this.#separator(members, inner) + this.#member(key, map.get(key) as JsonValue, inner)
      }
    } else {
      const record = value as Readonly<Record<string, JsonValue | undefined>>
      for (const key in record) {
        const item = record[key]
        if (item !== undefined) members += this.#separator(members, inner) + this.#member(key, item, inner)
      }
    }
    return enclose('{', members, '}', this.#indent, lineBreak)
  }

  #member(key: string, value: JsonValue, inner: string): string {
    const colon = this.#indent === undefined ? ':' : ': '
    return jsonString(key, this.#escapeHtml) + colon + this.text(value, inner)
  }

  #separator(before: string, inner: string): string {
    return before === '' ? inner : `,${inner}`
  }
}

function enclose(
  open: string,
  content: string,
  close: string,
  indent: string | undefined,
  lineBreak: string,
): string {
  if (content === '') return open + close
  return indent === undefined ? open + content + close : open + content + lineBreak + close
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}

// Built from text so that no control character stands in a regular expression literal.
const always = '[\\u0000-\\u001f"\\\\\\u2028\\u2029]'
const loneSurrogate = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
/** Letters, digits and what is never escaped. */
const plain = /^[\w ./:=@$,;|+%()#{}!*?~^[\]'`-]*$/
const special = new RegExp(`${always}|${loneSurrogate}`, 'g')
const specialOrHtml = new RegExp(`${always}|[<>&]|${loneSurrogate}`, 'g')
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
}

/** A plain value as Go's encoding/json writes it: the engine's own JSON, but for what Go escapes otherwise. */
function plainJson(value: PlainValue, escapeHtml: boolean): string {
  let text = JSON.stringify(value)
  // None of these can be anything but a part of a string.
  if (escapeHtml) for (const character of '<>&') text = replaceAll(text, character)
  for (const character of '\u2028\u2029') text = replaceAll(text, character)
  if (!text.includes('\\ud')) return text
  return text.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (written) =>
    written.length > 2 ? '\\ufffd' : written,
  )
}

function replaceAll(text: string, character: string): string {
  return text.includes(character) ? text.replaceAll(character, escapeJson(character)) : text
}

/** A JSON string literal as Go's encoding/json writes it. */
export function jsonString(text: string, escapeHtml = true): string {
  if (plain.test(text)) return `"${text}"`
  return `"${text.replace(escapeHtml ? specialOrHtml : special, escapeJson)}"`
}

function escapeJson(character: string): string {
  const short = shortEscapes[character]
  if (short !== undefined) return short
  const code = character.charCodeAt(0)
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd'
  return `\\u${code.toString(16).padStart(4, '0')}`
}
