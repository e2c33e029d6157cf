/** Writes docs/checks.md and docs/rules.md from the rules themselves. Run: `node scripts/generate-rule-docs.ts`. */
import { writeFileSync } from 'node:fs'
import { builtinRules } from '../src/lint/index.ts'
import { ownRules } from '../src/lint/own-rules.ts'
import { formatOwnRuleDocs, formatRuleDocs } from '../src/lint/rule-docs.ts'
import { ruleFixes } from './rule-fixes.ts'

const page = (name: string) => new URL(`../docs/${name}`, import.meta.url)
writeFileSync(page('checks.md'), formatRuleDocs(builtinRules, await ruleFixes(builtinRules)))
writeFileSync(page('rules.md'), formatOwnRuleDocs(ownRules(), await ruleFixes(ownRules())))
