import { clean } from '../../../go/index.ts'
import { createPatternMatcher } from '../../../ignore/index.ts'
import { BuildError } from '../../../source/index.ts'
import { ownRule } from '../../own-rule.ts'

export const copyExcludedFile = ownRule({
  name: 'CopyExcludedFile',
  description: 'Files that the ignore file keeps out cannot be copied',
  severity: 'warning',
  documentation: {
    what: '`COPY` or `ADD` takes what `.dockerignore` keeps out of the build context, and none of its exceptions (`!`) can bring anything of it back. Without exceptions, `CopyIgnoredFile` says so.',
    why: 'The builder never gets the file: the instruction fails, or copies less than it seems to.',
    bad: '# .dockerignore has the lines: private, docs/*, !docs/a.md\nFROM alpine:3\nCOPY private/keys.txt /etc/app/\n',
    good: '# .dockerignore has the lines: private, docs/*, !docs/a.md\nFROM alpine:3\nCOPY docs/a.md /etc/app/\n',
  },
  create: () => ({
    'context-path'({ instruction, path, ignorePatterns }, report) {
      const source = clean(path).replace(/^\/+/, '')
      if (source === '' || source === '.' || /[*?[\\]/.test(source)) return
      const exceptions = ignorePatterns
        .map((pattern) => pattern.trim())
        .filter((pattern) => pattern.startsWith('!'))
      if (exceptions.length === 0 || exceptions.some((pattern) => mayBringBack(pattern.slice(1), source)))
        return
      if (!isExcluded(ignorePatterns, source)) return
      const verb = instruction.kind === 'add' ? 'ADD' : 'COPY'
      report(
        `${source} is kept out by the ignore file, and no exception brings it back: ${verb} will not find it`,
      )
    },
  }),
})

function isExcluded(patterns: readonly string[], source: string): boolean {
  try {
    return createPatternMatcher(patterns).matchesOrParentMatches(source)
  } catch (error) {
    if (error instanceof BuildError) return false
    throw error
  }
}

/** Whether a pattern may match the path or anything below it. */
function mayBringBack(pattern: string, source: string): boolean {
  const cleaned = clean(pattern).replace(/^\/+/, '')
  const wildcard = cleaned.search(/[*?[\\]/)
  if (wildcard < 0) return `${cleaned}/`.startsWith(`${source}/`) || `${source}/`.startsWith(`${cleaned}/`)
  const fixed = cleaned.slice(0, wildcard)
  return source.startsWith(fixed) || `${fixed}`.startsWith(`${source}/`) || fixed === ''
}
