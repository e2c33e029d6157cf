import { readFileSync } from 'node:fs'

/**
 * node scripts/test-totals.ts REPORT.json... — adds up vitest's JSON reports and prints one
 * line, `N passed, N failed`. A file of tests that could not even be loaded counts as a
 * failed test. Exit status 1 when a test failed, a report is missing or no test ran.
 */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly unknown[]
  }[]
}

let [passed, failed, skipped] = [0, 0, 0]
for (const path of process.argv.slice(2)) {
  let report: Report
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch (error) {
    console.error(`no report in ${path}: ${error instanceof Error ? error.message : String(error)}`)
    failed++
    continue
  }
  passed += report.numPassedTests
  failed += report.numFailedTests
  failed += report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  skipped += report.numPendingTests
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
