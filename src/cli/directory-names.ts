import { readdirSync } from 'node:fs'

const none: ReadonlySet<string> = new Set()

/** Knows what is in directories, each of which is read once. */
export class DirectoryNames {
  readonly #known = new Map<string, ReadonlySet<string>>()

  /** What is in a directory, by name; nothing where it cannot be read. */
  listOf(directory: string): ReadonlySet<string> {
    let names = this.#known.get(directory)
    if (!names) {
      names = readNames(directory)
      this.#known.set(directory, names)
    }
    return names
  }
}

function readNames(directory: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(directory))
  } catch {
    return none
  }
}
