/** Writes docs/errors.md from the codes themselves. Run: `node scripts/generate-error-docs.ts`. */
import { writeFileSync } from 'node:fs'
import { formatErrorDocs } from '../src/source/error-docs.ts'

writeFileSync(new URL('../docs/errors.md', import.meta.url), formatErrorDocs())
