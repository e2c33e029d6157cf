import type { Severity } from '../../../lint/index.ts'
import { type FileReport, placesOf } from '../report.ts'

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  style: 'notice',
}

/** Findings as workflow commands, which GitHub Actions makes annotations of. */
export function formatGithub(reports: readonly FileReport[]): string {
  return reports
    .flatMap((report) => report.findings)
    .map(({ path, span, severity, rule, codes, message, hint }) => {
      const properties: Record<string, string | number> = { file: path }
      if (span) {
        const { start, end } = placesOf(span)
        Object.assign(properties, { line: start.line, endLine: end.line })
        // Columns are for places within one line.
        if (start.line === end.line) Object.assign(properties, { col: start.column, endColumn: end.column })
      }
      properties['title'] = [rule, ...codes].join(' ')
      const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
      const text = hint === undefined ? message : `${message}\n${hint}`
      return `::${commands[severity]} ${list.join(',')}::${escapeData(text)}\n`
    })
    .join('')
}

function escapeData(text: string): string {
  return text.toWellFormed().replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
