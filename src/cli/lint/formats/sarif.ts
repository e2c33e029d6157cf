import type { Severity } from '../../../lint/index.ts'
import type { Span } from '../../../source/index.ts'
import { type FileReport, placesOf, type ReportedFinding } from '../report.ts'

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  style: 'note',
}

/**
 * Findings as SARIF 2.1.0, as GitHub's code scanning reads it.
 * @param version of this program
 */
export function formatSarif(reports: readonly FileReport[], version: string): string {
  const findings = reports.flatMap((report) => report.findings)
  const rules = new Map<string, ReportedFinding>()
  for (const finding of findings) if (!rules.has(finding.rule)) rules.set(finding.rule, finding)
  const ids = [...rules.keys()]
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'slipway', version, rules: [...rules.values()].map(ruleJson) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultJson(finding, ids.indexOf(finding.rule))),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleJson({ rule, description, url, severity, codes }: ReportedFinding) {
  return {
    id: rule,
    name: rule,
    shortDescription: { text: description || rule },
    ...(url === '' ? {} : { helpUri: url }),
    defaultConfiguration: { level: levels[severity] },
    ...(codes.length === 0 ? {} : { properties: { tags: codes } }),
  }
}

function resultJson({ rule, severity, message, hint, path, span, fix }: ReportedFinding, ruleIndex: number) {
  const uri = encodeURI(path)
  const change = fix?.()
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: (hint === undefined ? message : `${message}\n${hint}`).toWellFormed() },
    locations: [
      { physicalLocation: { artifactLocation: { uri }, ...(span ? { region: regionJson(span) } : {}) } },
    ],
    ...(change
      ? {
          fixes: [
            {
              artifactChanges: [
                {
                  artifactLocation: { uri },
                  replacements: change.edits.map((edit) => ({
                    deletedRegion: regionJson(edit.span),
                    insertedContent: { text: edit.text },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
  }
}

function regionJson(span: Span) {
  const { start, end } = placesOf(span)
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}
