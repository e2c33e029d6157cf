import { type FileReport, placesOf, type ReportedFinding } from '../report.ts'
import { attributes, escapeXml } from './xml.ts'

/** Findings as a JUnit report: a suite for each file, a failed test for each finding, a passed one where there is none. */
export function formatJunit(reports: readonly FileReport[]): string {
  const suites = reports.map(formatSuite)
  const failures = reports.reduce((sum, { findings }) => sum + findings.length, 0)
  const tests = reports.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0)
  const totals = attributes({ name: 'slipway lint', tests, failures, errors: 0 })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${suites.join('')}</testsuites>\n`
}

function formatSuite({ path, findings }: FileReport): string {
  const tests = Math.max(1, findings.length)
  const head = attributes({ name: path, tests, failures: findings.length, errors: 0, skipped: 0 })
  const cases =
    findings.length === 0
      ? `  <testcase${attributes({ name: 'no findings', classname: path })}/>\n`
      : findings.map((finding) => formatCase(finding, path)).join('')
  return `<testsuite${head}>\n${cases}</testsuite>\n`
}

function formatCase({ rule, span, severity, message, path: file }: ReportedFinding, path: string): string {
  const start = span && placesOf(span).start
  const place = start ? `${file}:${start.line}:${start.column}` : file
  const failure = `<failure${attributes({ type: severity, message })}>${escapeXml(`${place}: ${message}`)}</failure>`
  return `  <testcase${attributes({ name: `${rule} at ${place}`, classname: path })}>${failure}</testcase>\n`
}
