import { lineAt, type SourceFile } from '../source/index.ts'
import type { Finding } from './event.ts'

/** One line for a finding, as builds show it: `RuleName: message (line 3)`. */
export function formatFinding(finding: Finding): string {
  const { file, ranges } = finding.location
  const line = ranges[0]?.start.line ?? 0
  const text = `${finding.rule.name}: ${finding.message}`
  if (line === 0) return text
  return file.includedBy ? `${text} (${shownIn(file, line)})` : `${text} (line ${line})`
}

/** A line of a file that another one includes: `line 3 of base.Dockerfile, included in line 1`. */
function shownIn(file: SourceFile, line: number): string {
  const { includedBy: by } = file
  const own = `line ${line} of ${file.filename}`
  if (!by) return own
  const above = lineAt(by.file, by.start)
  return `${own}, included in ${by.file.includedBy ? shownIn(by.file, above) : `line ${above}`}`
}
