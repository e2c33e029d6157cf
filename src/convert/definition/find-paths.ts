import { clean, join } from '../../go/index.ts'
import { createPatternMatcher } from '../../ignore/index.ts'
import { BuildError } from '../../source/index.ts'
import type { PathInfo } from './path-info.ts'

/** More than that in one search is a mistake in the pattern. */
const MOST_PATHS = 10_000

/** The part of a pattern in front of its first wildcard, whole directories only; '' is the root. */
export function fixedDirectory(pattern: string): string {
  const parts = clean(`/${pattern}`).slice(1).split('/')
  const first = parts.findIndex((part) => /[*?[\\]/.test(part))
  return parts.slice(0, first < 0 ? parts.length - 1 : first).join('/')
}

/**
 * Finds what a pattern (`*`, `?`, `[…]`, and `**` for any directories) matches, in the order of the paths.
 * Links are not followed. Throws BuildError (code `context`) for a malformed pattern and for too many paths.
 * @param list what is in a directory
 */
export async function findPaths(
  pattern: string,
  list: (directory: string) => Promise<readonly PathInfo[]>,
): Promise<readonly PathInfo[]> {
  const cleaned = clean(`/${pattern}`).slice(1)
  const matcher = createPatternMatcher([cleaned])
  const deepest = cleaned.includes('**') ? Number.POSITIVE_INFINITY : cleaned.split('/').length
  const found: PathInfo[] = []
  const open = [fixedDirectory(pattern)]
  let seen = 0
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    for (const info of await list(directory)) {
      if (++seen > MOST_PATHS) {
        throw new BuildError('context', `${pattern} would look at more than ${MOST_PATHS} paths`)
      }
      const path = join(directory, info.path)
      if (matcher.matches(path)) found.push({ ...info, path })
      if (info.type === 'directory' && path.split('/').length < deepest) open.push(path)
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}
