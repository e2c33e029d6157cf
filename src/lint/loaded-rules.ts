import { heedingComments } from './heed-comments.ts'
import { mistakeRule } from './mistake-rule.ts'
import { ownRules } from './own-rules.ts'

/** Slipway's own rules as a build has them where a Dockerfile asks for them. */
export const rules = [...ownRules().map(heedingComments), mistakeRule]
