import type { ErrorCode } from './error-code.ts'

/** Codes that stand for whatever has no kind of its own: they say nothing that the message does not. */
export const generalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'syntax',
  'invalid-instruction',
  'stage',
  'image',
  'context',
  'option',
  'capability',
  'check',
  'conversion',
  'definition',
  'daemon',
  'extension',
  'policy',
  'internal',
])
