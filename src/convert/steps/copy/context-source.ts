import { join } from '../../../go/index.ts'
import { normalizePath } from '../../../platform/index.ts'
import { explainingSync } from '../../../source/index.ts'

/** What of the build context, a stage or an image is copied. */
export interface ContextSource {
  readonly source: string
  readonly includePatterns?: readonly string[]
  readonly requiredPaths?: readonly string[]
}

/**
 * Reads a source path.
 * @param parents keeps directories: `a/./b/c` copies `b/c` of `a`, `a/b` copies `a/b`
 * Throws BuildError (`removing drive letter: …`).
 */
export function parseContextSource(path: string, os: string, parents: boolean): ContextSource {
  if (!parents) return { source: normalize(path, os) }
  const pivot = path.indexOf('/./')
  const root = pivot < 0 ? '/' : path.slice(0, pivot)
  const pattern = normalize(pivot < 0 ? path : path.slice(pivot + 3), os)
  const source = normalize(root, os)
  return {
    source,
    includePatterns: [pattern.replace(/^\//, '')],
    // What a wildcard may match need not exist.
    ...(hasWildcard(root) || hasWildcard(pattern)
      ? {}
      : { requiredPaths: [normalize(join(root, pattern), os)] }),
  }
}

function normalize(path: string, os: string): string {
  return explainingSync('removing drive letter', () => normalizePath('/', path, os, false))
}

function hasWildcard(path: string): boolean {
  for (let at = 0; at < path.length; at++) {
    const character = path[at] as string
    if (character === '\\') at++
    else if ('*?['.includes(character)) return true
  }
  return false
}
