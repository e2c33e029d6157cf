import { BuildError, type ErrorCode } from '../source/index.ts'

/** An error of an instruction that is known but not well-formed. The place is added by whoever parses. */
export function invalidInstruction(message: string, code: ErrorCode = 'invalid-instruction'): BuildError {
  return new BuildError(code, message)
}

/** The one argument of an instruction. Throws BuildError where there is none, or more than one. */
export function onlyArgument(words: readonly string[], keyword: string): string {
  const [word, more] = words
  if (word !== undefined && more === undefined) return word
  throw invalidInstruction(`${keyword} requires exactly one argument`, 'argument-count')
}

/** Throws BuildError where there is no argument. */
export function requireArgument(words: readonly string[], keyword: string): void {
  if (words.length === 0)
    throw invalidInstruction(`${keyword} requires at least one argument`, 'argument-missing')
}
