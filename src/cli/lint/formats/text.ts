import { styleText } from 'node:util'
import type { Severity } from '../../../lint/index.ts'
import { formatSpan, printable } from '../../excerpt.ts'
import { type FileReport, placesOf, type ReportedFinding } from '../report.ts'

const colorOf: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan' | 'gray'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  style: 'gray',
}

/** Findings for the terminal, each with its place and the line that it stands in. */
export function formatText(reports: readonly FileReport[], colors: boolean): string {
  const findings = reports.flatMap((report) => report.findings)
  if (findings.length === 0) return ''
  return `${findings.map((finding) => formatFinding(finding, colors)).join('\n')}\n${summary(findings)}`
}

function formatFinding(finding: ReportedFinding, colors: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colors ? styleText(style, text, { validateStream: false }) : text
  const { path, span, severity, message, rule, codes, hint } = finding
  const start = span && placesOf(span).start
  const place = start ? `${path}:${start.line}:${start.column}` : path
  const name = paint('dim', `[${[rule, ...codes].join(' ')}]`)
  const head = `${paint('bold', place)}: ${paint(colorOf[severity], severity)}: ${printable(message)} ${name}\n`
  const excerpt = span ? formatSpan(span, (text) => paint(colorOf[severity], text)) : ''
  return `${head}${excerpt}${hint === undefined ? '' : `hint: ${printable(hint)}\n`}`
}

function summary(findings: readonly ReportedFinding[]): string {
  const counts = (['error', 'warning', 'info', 'style'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${plural(severity, count)}`]
  })
  const fixable = findings.filter(({ fix }) => fix?.()?.safe).length
  const fixes = fixable === 0 ? '' : `; slipway fix puts ${fixable} of them right`
  return `\n${counts.join(', ')}${fixes}\n`
}

function plural(severity: Severity, count: number): string {
  if (severity === 'info' || severity === 'style') return severity
  return count === 1 ? severity : `${severity}s`
}
