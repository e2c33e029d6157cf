/** Elements of a path that have to go, or a slash at its end; the slash at its start has none in front of it. */
const unclean = /(?:^(?!\/)|\/)\.{0,2}(?:\/|$)/

/**
 * The shortest path that means the same: no empty, `.` or `x/..` elements, no `..` at the root, no slash at
 * the end; `.` for the empty path. Works on text alone.
 */
export function clean(path: string): string {
  if (path === '') return '.'
  if (isPlain(path) || !unclean.test(path)) return path
  if (path.endsWith('/')) {
    const withoutSlash = path.slice(0, -1)
    if (withoutSlash !== '' && !unclean.test(withoutSlash)) return withoutSlash
  }
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

/** Whether a path is clean at first sight: what most are. */
function isPlain(path: string): boolean {
  return !path.includes('/.') && !path.includes('//') && !path.startsWith('.') && !path.endsWith('/')
}

/** The elements joined with slashes and cleaned; empty elements do not count, and none at all gives ''. */
export function join(...elements: readonly string[]): string {
  let joined = ''
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at] as string
    if (element !== '') joined = joined === '' ? element : withSlash(joined, element)
  }
  return joined === '' ? '' : clean(joined)
}

/** Two elements with one slash between them, so that what is joined is mostly clean. */
function withSlash(path: string, element: string): string {
  const slashes = Number(path.endsWith('/')) + Number(element.startsWith('/'))
  if (slashes === 0) return `${path}/${element}`
  return slashes === 1 ? path + element : path + element.slice(1)
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
