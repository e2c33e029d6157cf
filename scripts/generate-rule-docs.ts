/** Writes docs/checks.md from the rules themselves. Run: `node scripts/generate-rule-docs.ts`. */
import { writeFileSync } from 'node:fs'
import { formatRuleDocs } from '../src/lint/rule-docs.ts'
import { builtinRules } from '../src/lint/rules/index.ts'

writeFileSync(new URL('../docs/checks.md', import.meta.url), formatRuleDocs(builtinRules))
