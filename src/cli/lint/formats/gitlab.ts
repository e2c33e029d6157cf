import { createHash } from 'node:crypto'
import type { Severity } from '../../../lint/index.ts'
import { type FileReport, placesOf } from '../report.ts'

const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  style: 'info',
}

/** Findings as GitLab's code quality report. */
export function formatGitlab(reports: readonly FileReport[]): string {
  const seen = new Map<string, number>()
  const issues = reports
    .flatMap((report) => report.findings)
    .map(({ rule, message, severity, path, span }) => {
      const { start, end } = span ? placesOf(span) : { start: { line: 1 }, end: { line: 1 } }
      // What is found again after lines were added above is the same finding.
      const key = [path, rule, message, span ? span.file.text.slice(span.start, span.end) : ''].join('\0')
      const count = seen.get(key) ?? 0
      seen.set(key, count + 1)
      return {
        description: message.toWellFormed(),
        check_name: rule,
        fingerprint: createHash('sha256').update(`${key}\0${count}`).digest('hex'),
        severity: severities[severity],
        location: { path, lines: { begin: start.line, end: end.line } },
      }
    })
  return `${JSON.stringify(issues, null, 2)}\n`
}
