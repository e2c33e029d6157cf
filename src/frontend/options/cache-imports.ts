import type { CacheImport } from '../../gateway/client.ts'
import { type ParsedJson, parseJson, quote } from '../../go/index.ts'
import { BuildError, explainingSync } from '../../source/index.ts'

/**
 * `cache-imports` (JSON) and the older `cache-from` (a list of image references): where cached results may
 * come from. Throws BuildError (code `option`).
 */
export function readCacheImports(imports: string, from: string): readonly CacheImport[] {
  const entries: CacheImport[] = []
  if (imports !== '') {
    explainingSync(`failed to unmarshal cache-imports (${quote(imports)})`, () => {
      entries.push(...readList(parseJson(imports)))
    })
  }
  if (from !== '') {
    for (const ref of from.split(',')) entries.push({ type: 'registry', attrs: { ref } })
  }
  return entries
}

const ENTRY = 'moby_buildkit_v1.CacheOptionsEntry'

function readList(list: ParsedJson): readonly CacheImport[] {
  if (list === null) return []
  if (!isList(list)) throw mismatch(list, `value of type []*${ENTRY}`)
  return list.map(readEntry)
}

function readEntry(entry: ParsedJson): CacheImport {
  let type = ''
  const attrs: Record<string, string> = {}
  if (entry !== null && (typeof entry !== 'object' || isList(entry))) {
    throw mismatch(entry, `value of type ${ENTRY}`)
  }
  for (const [key, value] of Object.entries(entry ?? {})) {
    if (value === null) continue
    const name = key.toLowerCase()
    if (name === 'type') type = textOf(value, 'Type')
    else if (name === 'attrs') {
      if (typeof value !== 'object' || isList(value))
        throw mismatch(value, field('Attrs', 'map[string]string'))
      for (const [attr, text] of Object.entries(value)) attrs[attr] = textOf(text ?? '', 'Attrs')
    }
  }
  return { type, attrs }
}

function textOf(value: ParsedJson, name: string): string {
  if (typeof value === 'string') return value
  throw mismatch(value, field(name, 'string'))
}

function field(name: string, type: string): string {
  return `struct field CacheOptionsEntry.${name} of type ${type}`
}

function mismatch(value: ParsedJson, target: string): BuildError {
  const kind = isList(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return new BuildError('option', `json: cannot unmarshal ${kind} into Go ${target}`)
}

function isList(value: ParsedJson): value is readonly ParsedJson[] {
  return Array.isArray(value)
}
