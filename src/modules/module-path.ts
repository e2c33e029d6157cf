/** The directory that a path lies in; `/` for what lies at the root. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/'
}

/** A path below a directory, without `.` and `..`. */
export function joinPath(directory: string, path: string): string {
  const parts: string[] = []
  for (const part of `${path.startsWith('/') ? '' : directory}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** The directories from that of a path up to the root. */
export function directoriesAbove(path: string): readonly string[] {
  const directories: string[] = []
  for (let at = directoryOf(path); ; at = directoryOf(at)) {
    directories.push(at)
    if (at === '/') return directories
  }
}
