import type { Fix } from '../event.ts'
import type { RunScript } from './run-script.ts'

/** A fix that has the script run another command at its end, if what is there succeeds. */
export function appendCommand(script: RunScript, command: string, safe: boolean): () => Fix | undefined {
  const text = script.text.trimEnd()
  const last = script.statements.at(-1)
  // A comment, a `;` or a `&` at the end, or something that was not understood, would swallow it.
  if (!last || last.background || last.end !== text.length || script.errors.length > 0) return () => undefined
  if (/^\s*<<|[^<]<<-?\s*\S/m.test(text) && !script.isHeredoc) return () => undefined
  const addition = script.isHeredoc ? `\n${command}` : ` && ${command}`
  return script.fix(safe, { start: text.length, end: text.length, text: addition })
}
