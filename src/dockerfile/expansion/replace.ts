import { type Match, PatternSearch, readPattern, type SearchOptions } from './pattern.ts'
import { TextBudget } from './text-budget.ts'

/** What an operator with a pattern makes of a value, or what is wrong with the pattern. */
export type Replacement =
  | { readonly value: string; readonly problem?: undefined }
  | { readonly problem: string /** Whether `${name:?…}` has refused. */; readonly refusal?: true }

/** `${name#pattern}` and `${name##pattern}`: the value without the match at its start. */
export function trimStart(value: string, pattern: string, options: SearchOptions): Replacement {
  const reading = readPattern(pattern)
  if (reading.problem !== undefined) return { problem: describe(pattern, reading.problem) }
  const match = new PatternSearch(reading.pattern, value, options).find(0, true)
  return { value: match ? value.slice(match.end) : value }
}

/** `${name%pattern}` and `${name%%pattern}`: the value without the match at its end. */
export function trimEnd(value: string, pattern: string, options: SearchOptions): Replacement {
  const trimmed = trimStart(reversed(value), reversedPattern(pattern), options)
  return trimmed.problem === undefined ? { value: reversed(trimmed.value) } : trimmed
}

/** `${name/pattern/text}`: the value with its first match replaced. */
export function replaceFirst(value: string, pattern: string, text: string, budget: TextBudget): Replacement {
  const reading = readPattern(pattern)
  if (reading.problem !== undefined) return { problem: describe(pattern, reading.problem) }
  const match = new PatternSearch(reading.pattern, value, { greedy: true, budget }).find(0, false)
  return { value: match ? value.slice(0, match.start) + text + value.slice(match.end) : value }
}

/**
 * `${name//pattern/text}`: the value with all of its matches replaced. The reference takes the text for a
 * template of its regular expressions: `$0` is the match, `$$` a dollar, any other `$name` nothing.
 */
export function replaceAll(value: string, pattern: string, text: string, budget: TextBudget): Replacement {
  const reading = readPattern(pattern)
  if (reading.problem !== undefined) return { problem: describe(pattern, reading.problem) }
  const search = new PatternSearch(reading.pattern, value, { greedy: true, budget })
  const parts: string[] = []
  let length = value.length
  let copied = 0
  for (let at = 0; at <= value.length; ) {
    const match: Match | undefined = search.find(at, false)
    if (!match) break
    parts.push(value.slice(copied, match.start))
    // An empty match right behind another match is none of its own.
    if (match.end > copied || match.start === 0) {
      const filled = fillTemplate(text, value.slice(match.start, match.end))
      length += filled.length
      TextBudget.check(length)
      parts.push(filled)
    }
    copied = match.end
    const step = (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    at = Math.max(match.end, at + step)
  }
  if (parts.length === 0) return { value }
  parts.push(value.slice(copied))
  return { value: parts.join('') }
}

const reference = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu

function fillTemplate(template: string, match: string): string {
  if (!template.includes('$')) return template
  return template.replace(reference, (_, dollar?: string, bare?: string, braced?: string) =>
    dollar ? '$' : (bare ?? braced) === '0' ? match : '',
  )
}

function describe(pattern: string, problem: string): string {
  return `invalid pattern (${pattern}) in substitution: ${problem}`
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

/** The pattern from its end, each backslash still in front of the character that it escapes. */
function reversedPattern(pattern: string): string {
  return (pattern.match(/\\[\s\S]|[\s\S]/gu) ?? []).reverse().join('')
}
