import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ruleFixes } from '../../scripts/rule-fixes.ts'
import { builtinRules } from '../../src/lint/index.ts'
import { ownRules } from '../../src/lint/own-rules.ts'
import { formatOwnRuleDocs, formatRuleDocs } from '../../src/lint/rule-docs.ts'

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

test('docs/checks.md says what the rules say (else run scripts/generate-rule-docs.ts)', async () => {
  expect(page('checks.md')).toBe(formatRuleDocs(builtinRules, await ruleFixes(builtinRules)))
})

test('docs/rules.md says what the rules say (else run scripts/generate-rule-docs.ts)', async () => {
  expect(page('rules.md')).toBe(formatOwnRuleDocs(ownRules(), await ruleFixes(ownRules())))
})
