import type { TextBudget } from './text-budget.ts'

/** How words are expanded. */
export interface ExpansionOptions {
  /** The character that takes the next one literally; `\` by default. */
  readonly escape?: '\\' | '`'
  /** Keeps quotes in the result. */
  readonly rawQuotes?: boolean
  /** Keeps escape characters in the result. */
  readonly rawEscapes?: boolean
  /** Leaves expressions of variables that have no value as they are. */
  readonly skipUnset?: boolean
  /** Takes quotes for plain characters, as in the body of a here-document. */
  readonly skipQuotes?: boolean
  /** What is counted against what the texts of a build may come to; each text by itself where it is left out. */
  readonly budget?: TextBudget
}
