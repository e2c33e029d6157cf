import { readdirSync } from 'node:fs'

const none: ReadonlySet<string> = new Set()

/** What is in a directory, by name; nothing where it cannot be read. */
export function namesIn(directory: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(directory))
  } catch {
    return none
  }
}
