export { applyFixes, type FixedText } from './apply-fixes.ts'
export {
  defaultLintConfig,
  type LintConfig,
  mergeLintConfig,
  parseLintConfig,
  type RuleSelection,
} from './config.ts'
export type {
  Finding,
  FindingDetail,
  Fix,
  LintEvent,
  LintListener,
  LintRule,
  LintStage,
  Report,
  RuleDocumentation,
  RuleVisitor,
  Severity,
  TextEdit,
} from './event.ts'
export { formatFinding } from './finding.ts'
export { formatLintJson, type LintJsonOptions } from './format-json.ts'
export { formatLintText } from './format-text.ts'
export { LintCollector, type LintResult, lintStatusCode } from './lint-result.ts'
export { createLinter, type Linter, type LinterOptions } from './linter.ts'
export type { LabelType, RuleSettings } from './rule-settings.ts'
export { builtinRules } from './rules/index.ts'
export { soundsSecret } from './secret-names.ts'
export { skipsRule } from './skips-rule.ts'
export { type Suppressions, shellInComment, suppressionsOf } from './suppressions.ts'
