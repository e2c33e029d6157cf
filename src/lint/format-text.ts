import { compareBytes } from '../go/index.ts'
import { formatExcerpt } from '../source/index.ts'
import type { Finding } from './event.ts'
import type { LintResult } from './lint-result.ts'

/** The findings of a result as `--call=check` prints them, by file and line, each with its lines. */
export function formatLintText(result: LintResult): string {
  return [...result.findings].sort(byPlace).map(formatFindingText).join('')
}

/** One finding with its rule, where that is documented, and the lines of the file. */
function formatFindingText({ rule, message, location }: Finding): string {
  const url = rule.url ? ` - ${rule.url}` : ''
  return `\nWARNING: ${rule.name}${url}\n${message}\n${formatExcerpt(location.file, location.ranges)}`
}

function byPlace(a: Finding, b: Finding): number {
  const files = compareBytes(a.location.file.filename, b.location.file.filename)
  if (files !== 0) return files
  const [first, second] = [a.location.ranges[0], b.location.ranges[0]]
  if (first && second) return first.start.line - second.start.line
  if (first || second) return first ? 1 : -1
  return compareBytes(a.rule.name, b.rule.name)
}
