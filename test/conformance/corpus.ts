import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Fixture } from './fixture.ts'
import type { Transcript } from './transcript.ts'

const dir = fileURLToPath(new URL('data', import.meta.url))

/** A case of the corpus with what the reference was recorded to do. */
export interface ConformanceCase {
  readonly name: string
  readonly fixture: Fixture
  readonly expected: Transcript
}

/** The names of all topics, each a pair of files in `data/`. */
export function topics(): readonly string[] {
  const suffix = '.expected.json'
  return readdirSync(dir)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort()
}

/** The cases of a topic in the order of the file. */
export function casesOf(topic: string): readonly ConformanceCase[] {
  const fixtures = JSON.parse(readFileSync(`${dir}/${topic}.json`, 'utf8')) as readonly Fixture[]
  const expected = unpacked(JSON.parse(readFileSync(`${dir}/${topic}.expected.json`, 'utf8')))
  return fixtures.map((fixture) => {
    const transcript = expected[fixture.name]
    if (!transcript) throw new Error(`no expectation is recorded for ${fixture.name}`)
    return { name: fixture.name, fixture, expected: transcript }
  })
}

/**
 * Recordings repeat a lot of each other: a packed file keeps repeated parts in a list under `$`,
 * and `{ "$": n }` stands for the nth of them, which may hold such places itself.
 */
function unpacked(file: Record<string, unknown>): Readonly<Record<string, Transcript>> {
  const { $: table, ...transcripts } = file
  if (!Array.isArray(table)) return transcripts as Record<string, Transcript>
  const whole = new Map<number, unknown>()
  const expand = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(expand)
    if (typeof value !== 'object' || value === null) return value
    const place = '$' in value ? value.$ : undefined
    if (typeof place !== 'number') {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expand(part)]))
    }
    if (!whole.has(place)) whole.set(place, expand(table[place]))
    return whole.get(place)
  }
  return expand(transcripts) as Record<string, Transcript>
}
