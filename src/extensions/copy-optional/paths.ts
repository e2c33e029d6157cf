const wildcard = /[*?[\\]/

/** Whether a path is a pattern. */
export function isPattern(path: string): boolean {
  return wildcard.test(path)
}

/** The directory that a path is in: the path itself where it ends with a slash. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end <= 0 ? '/' : path.slice(0, end)
}

/** The directories in front of the first wildcard of a pattern; `/` where there are none. */
export function fixedDirectoryOf(pattern: string): string {
  const at = pattern.search(wildcard)
  return at < 0 ? directoryOf(pattern) : directoryOf(pattern.slice(0, at))
}

/** A pattern that matches this very path, which is looked for in its directory. */
export function patternOf(path: string): string {
  const start = path.lastIndexOf('/') + 1
  const [first = ''] = path.slice(start, start + 2)
  if (first === '') return path
  const member = '^]-\\'.includes(first) ? `\\${first}` : first
  return `${path.slice(0, start)}[${member}]${path.slice(start + first.length)}`
}
