import { clean, trimSpace } from '../go/index.ts'
import { BuildError } from '../source/index.ts'
import { checkPattern, compilePattern, type PathTest } from './path-pattern.ts'

/** A list of patterns, of which the last one that matches decides; those with `!` in front take back. */
export interface PatternMatcher {
  /** Whether any pattern takes back. */
  readonly exclusions: boolean
  /** The patterns that do not take back, cleaned, as text. */
  readonly inclusions: readonly string[]
  /** Whether the path, or a directory that it is in, matches. */
  matchesOrParentMatches(path: string): boolean
}

/** Compiles patterns. Throws BuildError (code `context`) for a malformed one. */
export function createPatternMatcher(patterns: readonly string[]): PatternMatcher {
  const compiled: { readonly text: string; readonly excludes: boolean; readonly test: PathTest }[] = []
  for (const written of patterns) {
    const trimmed = trimSpace(written)
    if (trimmed === '') continue
    const cleaned = clean(trimmed)
    if (cleaned === '!') throw new BuildError('context', 'illegal exclusion pattern: "!"')
    const excludes = cleaned.startsWith('!')
    const text = excludes ? cleaned.slice(1) : cleaned
    checkPattern(text)
    compiled.push({ text, excludes, test: compilePattern(text) })
  }
  return {
    exclusions: compiled.some((pattern) => pattern.excludes),
    inclusions: compiled.filter((pattern) => !pattern.excludes).map((pattern) => pattern.text),
    matchesOrParentMatches(path) {
      const candidates = withParents(path)
      let matched = false
      for (const { excludes, test } of compiled) {
        // An inclusion cannot change a match, nor an exclusion the absence of one.
        if (excludes === matched && candidates.some(test)) matched = !excludes
      }
      return matched
    },
  }
}

/** The path itself, and each directory that it is in. */
function withParents(path: string): readonly string[] {
  const paths = [path]
  const parent = clean(path.slice(0, path.lastIndexOf('/') + 1))
  if (parent === '.') return paths
  for (let at = parent.indexOf('/'); at >= 0; at = parent.indexOf('/', at + 1))
    paths.push(parent.slice(0, at))
  paths.push(parent)
  return paths
}
