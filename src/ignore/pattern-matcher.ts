import { clean, trimSpace } from '../go/index.ts'
import { BuildError } from '../source/index.ts'
import { checkPattern, compilePattern, MatchEffort } from './path-pattern.ts'
import { PatternIndex } from './pattern-index.ts'

/** A list of patterns, of which the last one that matches decides; those with `!` in front take back. */
export interface PatternMatcher {
  /** Whether any pattern takes back. */
  readonly exclusions: boolean
  /** The patterns that do not take back, cleaned, as text. */
  readonly inclusions: readonly string[]
  /**
   * Whether the path, or a directory that it is in, matches. No path does where a pattern that has to be asked
   * cannot be read.
   */
  matchesOrParentMatches(path: string): boolean
  /** Whether the path itself matches. */
  matches(path: string): boolean
}

/** Made once for each list: a build asks for the one of its ignore file again for every platform. */
const matchers = new WeakMap<readonly string[], PatternMatcher>()

/**
 * Reads patterns; a list that was read before must not have changed since.
 * Throws BuildError (code `context`) for a malformed one.
 */
export function createPatternMatcher(patterns: readonly string[]): PatternMatcher {
  let matcher = matchers.get(patterns)
  if (matcher === undefined) {
    matcher = makeMatcher(patterns)
    matchers.set(patterns, matcher)
  }
  return matcher
}

function makeMatcher(patterns: readonly string[]): PatternMatcher {
  const texts: string[] = []
  const inclusions: string[] = []
  const excluding = new Set<number>()
  for (let at = 0; at < patterns.length; at++) {
    const trimmed = trimSpace(patterns[at] as string)
    if (trimmed === '') continue
    const cleaned = clean(trimmed)
    if (cleaned === '!') throw new BuildError('ignore-pattern', 'illegal exclusion pattern: "!"')
    const excludes = cleaned.startsWith('!')
    const text = excludes ? cleaned.slice(1) : cleaned
    checkPattern(text)
    if (excludes) excluding.add(texts.length)
    else inclusions.push(text)
    texts.push(text)
  }
  let find: ((paths: readonly string[]) => number) | undefined
  return {
    exclusions: excluding.size > 0,
    inclusions,
    matchesOrParentMatches(path) {
      // Most lists are only checked.
      find ??= finderOf(texts, excluding)
      const position = find(withParents(path))
      return position >= 0 && !excluding.has(position)
    },
    matches(path) {
      find ??= finderOf(texts, excluding)
      const position = find([path])
      return position >= 0 && !excluding.has(position)
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

/**
 * What finds the pattern that decides about paths: the last one that matches, -1 where there is none. Patterns are
 * asked in order, and one that cannot be read ends the search where it would have to be asked.
 */
function finderOf(
  texts: readonly string[],
  excluding: ReadonlySet<number>,
): (paths: readonly string[]) => number {
  const isOdd = (text: string): boolean =>
    !text.isWellFormed() || (/[[\\]/.test(text) && compilePattern(text) === undefined)
  if (!texts.some(isOdd)) {
    const index = new PatternIndex(texts)
    return (paths) => index.lastMatch(paths)
  }
  const effort = new MatchEffort()
  const tests = texts.map((text, position) => ({
    test: effort.left < 0 ? () => false : compilePattern(text, effort),
    excludes: excluding.has(position),
  }))
  return (paths) => {
    let last = -1
    for (const [position, { test, excludes }] of tests.entries()) {
      // An inclusion cannot change a match, nor an exclusion the absence of one.
      if (excludes !== (last >= 0 && !excluding.has(last))) continue
      if (test === undefined) return -1
      if (paths.some(test)) last = position
    }
    return last
  }
}
