import { type Dirent, readdirSync } from 'node:fs'
import path from 'node:path'

/** More than this is not looked through. */
const most = 20_000
/** What is in these is of no interest, their names are. */
const notEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** Files and directories below a directory, as paths from it; undefined where there are too many to look at. */
export function listContext(directory: string): readonly string[] | undefined {
  const found: string[] = []
  const open = ['']
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of entriesOf(path.join(directory, at))) {
      const name = at === '' ? entry.name : `${at}/${entry.name}`
      found.push(name)
      if (found.length > most) return undefined
      if (entry.isDirectory() && !notEntered.has(entry.name)) open.push(name)
    }
  }
  return found
}

function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}
