import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatRuleDocs } from '../../src/lint/rule-docs.ts'
import { builtinRules } from '../../src/lint/rules/index.ts'

test('docs/checks.md says what the rules say (else run scripts/generate-rule-docs.ts)', () => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8')
  expect(page).toBe(formatRuleDocs(builtinRules))
})
