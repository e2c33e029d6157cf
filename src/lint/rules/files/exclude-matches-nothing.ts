import { createPatternMatcher } from '../../../ignore/index.ts'
import { BuildError } from '../../../source/index.ts'
import type { LintRule } from '../../event.ts'
import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'
import { fromContext, isFileInstruction } from './copy-source.ts'

/** @param contextPaths files and directories of the build context; undefined where nobody knows them */
export const excludeMatchesNothing = (
  contextPaths: (() => readonly string[] | undefined) | undefined,
): LintRule =>
  ownRule({
    name: 'ExcludeMatchesNothing',
    description: '--exclude should match something',
    severity: 'info',
    documentation: {
      what: '`--exclude` of a `COPY` or `ADD` has a pattern that matches nothing in the build context, neither from its root nor from what is copied. Only `slipway lint` looks, which has the build context at hand.',
      why: 'Mostly it is misspelt, and what was to be left out is copied.',
      bad: '# The build context has: src/main.c, src/notes.md\nFROM alpine:3\nCOPY --exclude=*.txt src/ /srv/\n',
      good: '# The build context has: src/main.c, src/notes.md\nFROM alpine:3\nCOPY --exclude=*.md src/ /srv/\n',
    },
    create: () => ({
      parsed({ instruction }, report) {
        if (!isFileInstruction(instruction) || !fromContext(instruction) || !contextPaths) return
        const { exclude, sources, node } = instruction
        const patterns = exclude.filter((pattern) => !pattern.includes('$') && !pattern.startsWith('!'))
        const paths = patterns.length === 0 ? undefined : contextPaths()
        if (!paths) return
        const candidates = paths.flatMap((path) => [path, ...below(path, sources)])
        for (const pattern of patterns) {
          if (matchesAny(pattern, candidates)) continue
          report(`--exclude=${pattern} matches nothing in the build context`, {
            span: textOf(node).spanOf(...placeOf(node.original, pattern)),
          })
        }
      },
    }),
  })

/** The path as it is from the directories that are copied, and its last part. */
function below(path: string, sources: readonly string[]): readonly string[] {
  const from = sources.flatMap((source) => {
    const directory = source.replace(/^\.?\/+/, '').replace(/\/+$/, '')
    return directory !== '' && path.startsWith(`${directory}/`) ? [path.slice(directory.length + 1)] : []
  })
  return [...from, path.slice(path.lastIndexOf('/') + 1)]
}

function matchesAny(pattern: string, paths: readonly string[]): boolean {
  try {
    const matcher = createPatternMatcher([pattern.replace(/^\.?\/+/, '')])
    return paths.some((path) => matcher.matchesOrParentMatches(path))
  } catch (error) {
    // The build says what is wrong with it.
    if (error instanceof BuildError) return true
    throw error
  }
}

function placeOf(line: string, pattern: string): [start: number, end: number] {
  const at = line.indexOf(`--exclude=${pattern}`)
  return at < 0 ? [0, line.length] : [at, at + '--exclude='.length + pattern.length]
}
