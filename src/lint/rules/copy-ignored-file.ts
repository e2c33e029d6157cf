import { clean, quote } from '../../go/index.ts'
import { createPatternMatcher, type PatternMatcher } from '../../ignore/index.ts'
import { BuildError } from '../../source/index.ts'
import type { LintRule } from '../event.ts'

/** Patterns that leave nothing of the context. */
const everything: ReadonlySet<string> = new Set(['*', '**', '**/*'])

export const copyIgnoredFile: LintRule = {
  name: 'CopyIgnoredFile',
  description: 'Attempting to Copy file that is excluded by .dockerignore',
  url: 'https://docs.docker.com/go/dockerfile/rule/copy-ignored-file/',
  documentation: {
    what: '`COPY` or `ADD` takes a file from the build context that `.dockerignore` keeps out of it. Not checked where the ignore file has exceptions (`!`).',
    why: 'The builder never gets the file: the instruction fails, or copies less than it seems to.',
    bad: '# .dockerignore has the line: secrets/\nFROM alpine\nCOPY secrets/settings.toml /etc/app/\n',
    good: '# .dockerignore has the line: secrets/\nFROM alpine\nCOPY settings.example.toml /etc/app/settings.toml\n',
  },
  create() {
    // All events of a build bring the same list.
    const matchers = new WeakMap<readonly string[], PatternMatcher | undefined>()
    function matcherOf(patterns: readonly string[]): PatternMatcher | undefined {
      if (!matchers.has(patterns)) matchers.set(patterns, makeMatcher(patterns))
      return matchers.get(patterns)
    }
    return {
      'context-path'({ instruction, path, ignorePatterns }, report) {
        const matcher = matcherOf(ignorePatterns)
        if (!matcher) return
        const source = clean(path)
        // The context's root is no path that could be left out: what counts is whether anything is left in it.
        if (
          (source === '.' || source === '/') &&
          !matcher.inclusions.some((pattern) => everything.has(pattern))
        )
          return
        if (!matcher.matchesOrParentMatches(source)) return
        const verb = instruction.kind === 'add' ? 'Add' : instruction.kind === 'extension' ? 'Read' : 'Copy'
        report(`Attempting to ${verb} file ${quote(source)} that is excluded by .dockerignore`)
      },
    }
  },
}

/** Undefined where nothing can be said: no pattern, or exceptions, whose effect depends on what is there. */
function makeMatcher(patterns: readonly string[]): PatternMatcher | undefined {
  if (patterns.length === 0) return undefined
  try {
    const matcher = createPatternMatcher(patterns)
    return matcher.exclusions ? undefined : matcher
  } catch (error) {
    // A bad pattern fails the build by itself.
    if (error instanceof BuildError) return undefined
    throw error
  }
}
