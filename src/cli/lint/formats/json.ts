import type { Span } from '../../../source/index.ts'
import { type FileReport, placesOf, type ReportedFinding } from '../report.ts'

/** Findings as JSON, by file; docs/lint.md describes it. Offsets count UTF-16 units of the text. */
export function formatJson(reports: readonly FileReport[]): string {
  const files = reports.map(({ path, findings }) => ({ path, findings: findings.map(findingJson) }))
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`
}

function findingJson({ rule, codes, severity, message, hint, url, path, span, fix }: ReportedFinding) {
  const change = fix?.()
  return {
    rule,
    codes,
    severity,
    message: message.toWellFormed(),
    ...(hint === undefined ? {} : { hint }),
    ...(url === '' ? {} : { url }),
    path,
    ...(span ? { span: spanJson(span) } : {}),
    ...(change
      ? {
          fix: {
            safe: change.safe,
            edits: change.edits.map((edit) => ({ span: spanJson(edit.span), text: edit.text })),
          },
        }
      : {}),
  }
}

function spanJson(span: Span) {
  const { start, end } = placesOf(span)
  return { start: { ...start, offset: span.start }, end: { ...end, offset: span.end } }
}
