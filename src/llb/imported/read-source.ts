import { WireReader } from '../../wire/index.ts'
import type { Definition } from '../definition.ts'

/** Where a source op gets its files from. */
export interface SourceIdentity {
  readonly identifier: string
  readonly attrs: Readonly<Record<string, string>>
}

/** The sources that a definition's ops name, in their order. Throws BuildError (`definition`) for malformed ops. */
export function sourcesOf(definition: Definition): readonly SourceIdentity[] {
  const sources: SourceIdentity[] = []
  for (const bytes of definition.def) {
    const reader = new WireReader(bytes)
    while (reader.next()) {
      if (reader.field === 3) sources.push(readSource(reader.message()))
      else reader.skip()
    }
  }
  return sources
}

function readSource(reader: WireReader): SourceIdentity {
  let identifier = ''
  const attrs: Record<string, string> = {}
  while (reader.next()) {
    if (reader.field === 1) identifier = reader.string()
    else if (reader.field === 2) {
      const [key, value] = readEntry(reader.message())
      attrs[key] = value
    } else reader.skip()
  }
  return { identifier, attrs }
}

function readEntry(reader: WireReader): readonly [key: string, value: string] {
  let key = ''
  let value = ''
  while (reader.next()) {
    if (reader.field === 1) key = reader.string()
    else if (reader.field === 2) value = reader.string()
    else reader.skip()
  }
  return [key, value]
}
