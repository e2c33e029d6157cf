import type { Severity } from '../../../lint/index.ts'
import { type FileReport, placesOf, type ReportedFinding } from '../report.ts'
import { attributes } from './xml.ts'

const severities: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
}

/** Findings as Checkstyle's XML report. */
export function formatCheckstyle(reports: readonly FileReport[]): string {
  const files = reports.map(
    ({ path, findings }) =>
      `<file${attributes({ name: path })}>\n${findings.map(formatError).join('')}</file>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`
}

function formatError({ span, severity, message, rule }: ReportedFinding): string {
  const { line, column } = span ? placesOf(span).start : { line: 1, column: 1 }
  const values = { line, column, severity: severities[severity], message, source: `slipway.${rule}` }
  return `  <error${attributes(values)}/>\n`
}
