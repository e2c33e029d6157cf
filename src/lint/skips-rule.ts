import type { Instruction } from '../dockerfile/index.ts'
import { BuildError, type SourceFile } from '../source/index.ts'
import { checkComment, checkDirective } from './check-directive.ts'
import { parseLintConfig } from './config.ts'

/**
 * Whether a Dockerfile leaves a rule out by its name, at its head or in a comment above an instruction; `all` names
 * none. What the client asks of the checks does not count.
 */
export function skipsRule(file: SourceFile, instruction: Instruction, rule: string): boolean {
  const asked = [checkDirective(file), ...instruction.comments.map((comment) => checkComment(comment) ?? '')]
  return asked.some((text) => names(text, rule))
}

function names(text: string, rule: string): boolean {
  if (text === '') return false
  try {
    const { skip } = parseLintConfig(text)
    return skip !== 'all' && skip.has(rule)
  } catch (error) {
    // A malformed directive fails the build elsewhere; a malformed comment is just a comment.
    if (error instanceof BuildError) return false
    throw error
  }
}
