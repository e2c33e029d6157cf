import type { CacheImport } from '../../gateway/client.ts'
import { parseJson, quote } from '../../go/index.ts'
import { explainingSync } from '../error-context.ts'

/**
 * `cache-imports` (JSON) and the older `cache-from` (a list of image references): where cached results may
 * come from. Throws BuildError (code `option`).
 */
export function readCacheImports(imports: string, from: string): readonly CacheImport[] {
  const entries: CacheImport[] = []
  if (imports !== '') {
    explainingSync(`failed to unmarshal cache-imports (${quote(imports)})`, () => {
      const list = parseJson(imports)
      for (const entry of Array.isArray(list) ? list : []) entries.push(readEntry(entry))
    })
  }
  if (from !== '') {
    for (const ref of from.split(',')) entries.push({ type: 'registry', attrs: { ref } })
  }
  return entries
}

function readEntry(entry: unknown): CacheImport {
  const attrs: Record<string, string> = {}
  const given = field(entry, 'attrs')
  if (typeof given === 'object' && given !== null) {
    for (const [key, value] of Object.entries(given)) attrs[key] = typeof value === 'string' ? value : ''
  }
  const type = field(entry, 'type')
  return { type: typeof type === 'string' ? type : '', attrs }
}

/** The field of that name, whatever its case. */
function field(entry: unknown, name: string): unknown {
  if (typeof entry !== 'object' || entry === null) return undefined
  for (const [key, value] of Object.entries(entry)) if (key.toLowerCase() === name) return value
  return undefined
}
