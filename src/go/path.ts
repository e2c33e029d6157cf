/**
 * The shortest path that means the same: no empty, `.` or `x/..` elements, no `..` at the root, no slash at
 * the end; `.` for the empty path. Works on text alone.
 */
export function clean(path: string): string {
  if (path === '') return '.'
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue
    if (element !== '..') kept.push(element)
    else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop()
    else if (!rooted) kept.push('..')
  }
  const joined = kept.join('/')
  return rooted ? `/${joined}` : joined === '' ? '.' : joined
}

/** The elements joined with slashes and cleaned; empty elements do not count, and none at all gives ''. */
export function join(...elements: readonly string[]): string {
  const present = elements.filter((element) => element !== '')
  return present.length === 0 ? '' : clean(present.join('/'))
}

/** The last element: `.` of the empty path, `/` of the root. */
export function base(path: string): string {
  if (path === '') return '.'
  const trimmed = path.replace(/(?<!\/)\/+$/, '')
  if (trimmed === '' || /^\/+$/.test(trimmed)) return '/'
  return trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** All but the last element, cleaned: `.` where there is no slash. */
export function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1))
}

/** Whether the path starts at the root. */
export function isAbs(path: string): boolean {
  return path.startsWith('/')
}
