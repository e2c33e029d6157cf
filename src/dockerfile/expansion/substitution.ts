import { type Replacement, replaceAll, replaceFirst, trimEnd, trimStart } from './replace.ts'
import type { TextBudget } from './text-budget.ts'

/** A `${name…` whose words are being read. */
export interface Substitution {
  readonly name: string
  /** What stands behind the name: `-`, `:-`, `/`, … */
  readonly operator: string
  /** True for `//`. */
  readonly all: boolean
  /** The pattern between the slashes, once it is known. */
  readonly pattern: string | undefined
}

/** The word that ends a substitution, and the variable's value. */
export interface Operands {
  readonly word: string
  readonly value: string | undefined
}

/** The text of a substitution as it was, its words expanded. */
export function writtenForm(substitution: Substitution, word: string): string {
  const { name, operator, pattern } = substitution
  return pattern === undefined ? `\${${name}${operator}${word}}` : `\${${name}/${pattern}/${word}}`
}

/** What a substitution stands for, or the problem that it reports. */
export function substitute(
  substitution: Substitution,
  { word, value }: Operands,
  budget: TextBudget,
): Replacement {
  const { name, operator, all, pattern } = substitution
  if (pattern !== undefined) {
    return all
      ? replaceAll(value ?? '', pattern, word, budget)
      : replaceFirst(value ?? '', pattern, word, budget)
  }
  const missing = value === undefined || (operator.startsWith(':') && value === '')
  switch (operator.slice(operator.startsWith(':') ? 1 : 0)) {
    case '-':
      return { value: missing ? word : value }
    case '+':
      return { value: missing ? '' : word }
    case '?': {
      if (!missing) return { value }
      const refusal = `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`
      return { problem: `${name}: ${word === '' ? refusal : word}`, refusal: true }
    }
    case '#': {
      const greedy = word.startsWith('#')
      return trimStart(value ?? '', greedy ? word.slice(1) : word, { greedy, budget })
    }
    case '%': {
      const greedy = word.startsWith('%')
      return trimEnd(value ?? '', greedy ? word.slice(1) : word, { greedy, budget })
    }
    default:
      return { problem: unsupported(operator) }
  }
}

/** The message for an operator that does not exist. */
export function unsupported(operator: string): string {
  return `unsupported modifier (${operator}) in substitution`
}
