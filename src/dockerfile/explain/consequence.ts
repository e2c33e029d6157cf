import type { BuildError } from '../../source/index.ts'

const consequences: ReadonlySet<string> = new Set(['no-stages', 'no-instructions', 'target-unknown', 'check'])

/** Whether an error may only say that nothing is left when something else is wrong. */
export function isConsequence({ code }: BuildError): boolean {
  return consequences.has(code)
}
