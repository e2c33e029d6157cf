import { compareBytes } from './text-bytes.ts'

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

/** How JSON is written. */
export interface JsonOptions {
  /** Indents each level by this text, as `json.MarshalIndent` does. */
  readonly indent?: string
  /** False leaves `<`, `>` and `&` as they are (`SetEscapeHTML(false)`). */
  readonly escapeHtml?: boolean
}

/** A value as Go's encoding/json writes it. */
export function marshalJson(value: JsonValue, options: JsonOptions = {}): string {
  const parts: string[] = []
  write(value, '\n', options, parts)
  return parts.join('')
}

function write(value: JsonValue, lineBreak: string, options: JsonOptions, parts: string[]): void {
  if (typeof value === 'string') parts.push(jsonString(value, options.escapeHtml ?? true))
  else if (value === null || typeof value !== 'object') parts.push(String(value))
  else if (isList(value)) {
    writeEntries(
      value.map((item): Entry => ['', item]),
      '[]',
      lineBreak,
      options,
      parts,
    )
  } else {
    const colon = options.indent === undefined ? ':' : ': '
    const entries: Entry[] = []
    const pairs =
      value instanceof Map
        ? [...(value as ReadonlyMap<string, JsonValue>)].sort(([a], [b]) => compareBytes(a, b))
        : Object.entries(value as Readonly<Record<string, JsonValue | undefined>>)
    for (const [key, item] of pairs) {
      if (item !== undefined) entries.push([jsonString(key, options.escapeHtml ?? true) + colon, item])
    }
    writeEntries(entries, '{}', lineBreak, options, parts)
  }
}

type Entry = readonly [prefix: string, value: JsonValue]

function writeEntries(
  entries: readonly Entry[],
  brackets: '[]' | '{}',
  lineBreak: string,
  options: JsonOptions,
  parts: string[],
): void {
  if (entries.length === 0) {
    parts.push(brackets)
    return
  }
  const inner = options.indent === undefined ? '' : lineBreak + options.indent
  let separator = brackets[0] as string
  for (const [prefix, item] of entries) {
    parts.push(separator, inner, prefix)
    write(item, inner, options, parts)
    separator = ','
  }
  if (options.indent !== undefined) parts.push(lineBreak)
  parts.push(brackets[1] as string)
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}

// Built from text so that no control character stands in a regular expression literal.
const always = '[\\u0000-\\u001f"\\\\\\u2028\\u2029]'
const loneSurrogate = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
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
}

/** A JSON string literal as Go's encoding/json writes it. */
export function jsonString(text: string, escapeHtml = true): string {
  return `"${text.replace(escapeHtml ? specialOrHtml : special, escapeJson)}"`
}

function escapeJson(character: string): string {
  const short = shortEscapes[character]
  if (short !== undefined) return short
  const code = character.charCodeAt(0)
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd'
  return `\\u${code.toString(16).padStart(4, '0')}`
}
