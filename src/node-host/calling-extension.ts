import { moduleScheme } from '../source/index.ts'

/**
 * Whether the code that called the one who asks is an extension's.
 * @param between how many functions lie between the two: 0 for the one who asks itself
 */
export function calledByExtension(between = 0): boolean {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = between + 3
  const { stack } = new Error()
  Error.stackTraceLimit = stackTraceLimit
  // One line for the message, one for this function, one for each that lies between, then that of the caller.
  return typeof stack === 'string' && (stack.split('\n')[between + 3]?.includes(moduleScheme) ?? false)
}
