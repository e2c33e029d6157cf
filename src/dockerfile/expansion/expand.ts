import { quote } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { Environment } from './environment.ts'
import type { ExpansionOptions } from './options.ts'
import { Scanner, ScanProblem } from './scanner.ts'

/** A text with its variables replaced. */
export interface Expansion {
  readonly result: string
  /** Names of the variables that had a value, and of those that had none. */
  readonly matched: ReadonlySet<string>
  readonly unmatched: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()
/** What plain words, which are most of them, do not have: surrogates may be lone, a mark at the start is dropped. */
const mayChange = /[$'"\\`\ufeff\ud800-\udfff]/

/** An expansion that may have failed: what was looked up before the error counts all the same. */
export interface ExpansionAttempt extends Expansion {
  /** '' where there is an error. */
  readonly result: string
  readonly error: BuildError | undefined
}

/**
 * Replaces the variables of a word and takes its quotes and escapes away.
 * Throws BuildError (code `expansion`) for a malformed expression, (code `variable-required`) for a refusal (`${name:?message}`).
 */
export function expandWord(
  word: string,
  environment: Environment,
  options: ExpansionOptions = {},
): Expansion {
  const attempt = tryExpandWord(word, environment, options)
  if (attempt.error) throw attempt.error
  return attempt
}

/** As `expandWord`; an error is returned along with the names that were looked up before it. */
export function tryExpandWord(
  word: string,
  environment: Environment,
  options: ExpansionOptions = {},
): ExpansionAttempt {
  if (!mayChange.test(word)) return { result: word, matched: none, unmatched: none, error: undefined }
  const scanner = new Scanner(word, environment, options, false)
  let result = ''
  let error: BuildError | undefined
  try {
    result = scanner.scan().result
    if (result !== word) options.budget?.spend(result.length)
  } catch (problem) {
    error = asError(word, problem)
  }
  return { result, matched: scanner.matched ?? none, unmatched: scanner.unmatched ?? none, error }
}

/**
 * Replaces the variables of a text and splits the outcome at white space that is neither quoted nor escaped.
 * Throws as `expandWord` does.
 */
export function expandWords(
  text: string,
  environment: Environment,
  options: ExpansionOptions = {},
): readonly string[] {
  try {
    const { result, words } = new Scanner(text, environment, options, true).scan()
    if (result !== text) options.budget?.spend(result.length)
    return words
  } catch (problem) {
    throw asError(text, problem)
  }
}

function asError(text: string, problem: unknown): BuildError {
  if (!(problem instanceof ScanProblem)) throw problem
  const code = problem.refusal ? 'variable-required' : 'expansion'
  return new BuildError(code, `failed to process ${quote(text)}: ${problem.message}`)
}
