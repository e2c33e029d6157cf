import { styleText } from 'node:util'
import type { Severity } from '../../../lint/index.ts'
import { lineAt, type Span } from '../../../source/index.ts'
import { type FileReport, placesOf, type ReportedFinding } from '../report.ts'

/** How much of a long line is shown, and how much of it before the place in question. */
const widest = 160
const widestBefore = 60

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

function formatSpan({ file, start, end }: Span, paint: (text: string) => string): string {
  const number = lineAt(file, start)
  const from = file.lineStarts[number - 1] ?? 0
  const next = file.lineStarts[number]
  const line = file.text.slice(from, next === undefined ? undefined : next - 1).replace(/\r$/, '')
  const column = start - from
  const cutBefore = line.length > widest ? Math.max(0, column - widestBefore) : 0
  const cutAfter = Math.min(line.length, cutBefore + widest)
  const [before, after] = [cutBefore > 0 ? '… ' : '', cutAfter < line.length ? ' …' : '']
  const covered = line.slice(column, Math.min(cutAfter, Math.max(column, end - from))).trimEnd()
  // Tabs stay, so that the carets stand where the terminal puts the text.
  const indent = `${before}${line.slice(cutBefore, column)}`.replace(/[^\t]/gu, ' ')
  const carets = '^'.repeat(Math.max(1, [...covered].length))
  const more = lineAt(file, Math.max(start, end - 1)) > number ? ' …' : ''
  const shown = `${before}${printable(line.slice(cutBefore, cutAfter))}${after}`
  return `${String(number).padStart(4)} | ${shown}\n     | ${indent}${paint(`${carets}${more}`)}\n`
}

/** The text without what would steer a terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '\uFFFD').toWellFormed()
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
