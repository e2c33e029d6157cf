import type { SyntaxTree } from '../dockerfile/index.ts'
import type { FindingDetail, LintEvent, LintRule, Report, RuleVisitor } from './event.ts'
import { placeIn } from './linter.ts'
import { type Suppressions, suppressionsOf } from './suppressions.ts'

/** What is known of the file that is being checked. */
interface Reading {
  tree: SyntaxTree | undefined
  suppressions: Suppressions | undefined
}

/** The rule, which says nothing where a comment asks it to: `# hadolint ignore=DL3008` above an instruction. */
export function heedingComments(rule: LintRule): LintRule {
  return {
    ...rule,
    create() {
      const visitor = rule.create()
      const reading: Reading = { tree: undefined, suppressions: undefined }
      const handlers = Object.entries(visitor).map(([kind, handler]) => [
        kind,
        (event: LintEvent, report: Report) => {
          const heeding: Report = (message, at) => {
            if (!isSuppressed(rule, event, at, reading)) report(message, at)
          }
          ;(handler as (event: LintEvent, report: Report) => void)(event, heeding)
        },
      ])
      const heeded = Object.fromEntries(handlers) as RuleVisitor
      return {
        ...heeded,
        tree(event, report) {
          // Trees of included files come later; comments of theirs hold for themselves.
          reading.tree = event.tree
          reading.suppressions = undefined
          heeded.tree?.(event, report)
        },
      }
    },
  }
}

function isSuppressed(
  rule: LintRule,
  event: LintEvent,
  at: Parameters<Report>[1],
  reading: Reading,
): boolean {
  if (!reading.tree) return false
  reading.suppressions ??= suppressionsOf(reading.tree)
  const detail: FindingDetail = at && 'ranges' in at ? { location: at } : (at ?? {})
  const place = detail.span ?? detail.instruction?.span ?? placeIn(event)
  const inFile = place?.file === reading.tree.file
  return reading.suppressions.isSuppressed(rule, inFile ? place?.start : undefined)
}
