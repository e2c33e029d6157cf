import { BuildError } from '../../source/index.ts'

/** BuildKit takes no definition above this size, so that no text of one can be longer. */
const longestText = 16 * 1024 * 1024
const mostText = 2 * longestText
/** A pattern of 100 characters on a text of 100,000 takes as many. */
const mostSteps = 10_000_000

/**
 * What the texts of one build may come to, so that a few lines cannot ask for all memory there is: variables that
 * hold each other twice, replacements that make a text of every character. A build within these bounds is not
 * changed by them; one beyond could not be handed to BuildKit.
 */
export class TextBudget {
  #text = 0
  #steps = 0

  /** Refuses a text that is too long by itself. Throws BuildError (code `expansion`), without a place. */
  static check(length: number): void {
    if (length <= longestText) return
    const message = `the text is longer than ${longestText} characters once its variables are replaced`
    throw new BuildError('expansion', message)
  }

  /** Counts characters that were made. Throws BuildError (code `expansion`), without a place, where they are too many. */
  spend(length: number): void {
    this.#text += length
    if (this.#text <= mostText) return
    const message = `the instructions up to this one make more than ${mostText} characters of text, which is more than BuildKit takes`
    throw new BuildError('expansion', message)
  }

  /** Counts steps of matching patterns. Throws as `spend` does. */
  match(steps: number): void {
    this.#steps += steps
    if (this.#steps <= mostSteps) return
    throw new BuildError('expansion', 'matching the patterns of variables takes too long')
  }
}
