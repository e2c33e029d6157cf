import type { LintRule } from './event.ts'

/** One of Slipway's own rules, which docs/rules.md describes. */
export function ownRule(rule: Omit<LintRule, 'url'>): LintRule {
  return { url: '', ...rule }
}
