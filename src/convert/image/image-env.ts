import type { ConfigMap } from './image-builder.ts'
import { LayeredMap } from './layered-map.ts'

/** Splits a `KEY=value` entry; without `=` the value is ''. */
export function splitEnvEntry(entry: string): readonly [key: string, value: string] {
  const at = entry.indexOf('=')
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
}

interface InheritedList {
  readonly entries: readonly string[]
  /** Index of the first entry of each key; a key may (wrongly) be there more than once. */
  readonly first: ReadonlyMap<string, number>
  readonly lastValue: ReadonlyMap<string, string>
}

/**
 * The `Env` list of an image config. Entries of the base image stay where they are and as they are; a key
 * that is set replaces its first entry, or is appended.
 */
export class ImageEnv implements ConfigMap<string> {
  readonly #inherited: InheritedList
  readonly #changes: LayeredMap<string>
  #revision = 0

  private constructor(inherited: InheritedList, changes: LayeredMap<string>) {
    this.#inherited = inherited
    this.#changes = changes
  }

  static of(entries: readonly string[]): ImageEnv {
    const first = new Map<string, number>()
    const lastValue = new Map<string, string>()
    for (const [index, entry] of entries.entries()) {
      const [key, value] = splitEnvEntry(entry)
      if (!first.has(key)) first.set(key, index)
      lastValue.set(key, value)
    }
    return new ImageEnv({ entries, first, lastValue }, new LayeredMap())
  }

  /** Counts what has changed, so that others know when what they have made of it is out of date. */
  get revision(): number {
    return this.#revision
  }

  fork(): ImageEnv {
    return new ImageEnv(this.#inherited, this.#changes.fork())
  }

  get(key: string): string | undefined {
    const changed = this.#changes.get(key)
    if (changed !== undefined) return changed === deleted ? undefined : changed
    const index = this.#inherited.first.get(key)
    return index === undefined ? undefined : splitEnvEntry(this.#inherited.entries[index] ?? '')[1]
  }

  /** The value that a container gets: where a key is there more than once, the last entry wins. */
  effectiveValue(key: string): string | undefined {
    const { first, lastValue, entries } = this.#inherited
    const index = first.get(key)
    if (index === undefined) return this.get(key)
    const last = lastValue.get(key)
    return splitEnvEntry(entries[index] ?? '')[1] === last ? this.get(key) : last
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  set(key: string, value: string): void {
    this.#changes.set(key, value)
    this.#revision++
  }

  delete(key: string): void {
    if (!this.has(key)) return
    this.#changes.set(key, deleted)
    this.#revision++
  }

  keys(): Iterable<string> {
    return new Set(this.list().map((entry) => splitEnvEntry(entry)[0]))
  }

  /** The entries as the config lists them. */
  list(): readonly string[] {
    const { entries, first } = this.#inherited
    const changes = this.#changes.entries()
    if (changes.size === 0) return entries
    const list: string[] = []
    for (const [index, entry] of entries.entries()) {
      const [key] = splitEnvEntry(entry)
      const changed = changes.get(key)
      if (changed === deleted) continue
      list.push(changed !== undefined && first.get(key) === index ? `${key}=${changed}` : entry)
    }
    for (const [key, value] of changes) {
      if (!first.has(key) && value !== deleted) list.push(`${key}=${value}`)
    }
    return list
  }
}

/** Marks a key that was deleted; no value can hold NUL. */
const deleted = '\0'
