import type { Finding } from './event.ts'

/** One line for a finding, as builds show it: `RuleName: message (line 3)`. */
export function formatFinding(finding: Finding): string {
  const line = finding.location.ranges[0]?.start.line ?? 0
  const text = `${finding.rule.name}: ${finding.message}`
  return line > 0 ? `${text} (line ${line})` : text
}
