import {
  type Expanders,
  type ExpansionOptions,
  expandWords,
  type TextBudget,
  tryExpandWord,
} from '../../dockerfile/index.ts'
import type { LintEvent } from '../../lint/event.ts'
import type { StageEnvironment } from '../args/index.ts'
import type { BuildArg } from '../graph/index.ts'
import type { LayeredMap } from '../image/index.ts'
import type { RunningInstruction } from './running-instruction.ts'

/** What the words of a stage's instructions are expanded with. */
export interface ExpanderContext {
  readonly env: StageEnvironment
  /** Build args that are declared, those without a value included. */
  readonly buildArgs: LayeredMap<BuildArg>
  /** The escape character of the file whose triggers the stage has taken over. */
  readonly escape: '\\' | '`'
  readonly budget: TextBudget
  /** The instruction that is being converted. */
  running(): RunningInstruction
  emit(event: LintEvent): void
}

/** Replaces the variables in the words of a stage's instructions, and tells build checks of unknown ones. */
export class StageExpander implements Expanders {
  readonly #context: ExpanderContext

  constructor(context: ExpanderContext) {
    this.#context = context
  }

  /** The escape character of the instruction; triggers are read with the Dockerfile's own. */
  get escape(): '\\' | '`' {
    const { command, instruction } = this.#context.running()
    return command.triggered ? this.#context.escape : instruction.node.escape
  }

  /** Throws BuildError (code `expansion`) for a malformed expression. */
  readonly word = (word: string): string =>
    this.#expand(word, { escape: this.escape, budget: this.#context.budget })

  /** For the body of a here-document, which has backslashes whatever the escape character of the file is. */
  readonly raw = (text: string): string =>
    this.#expand(text, { escape: '\\', skipQuotes: true, budget: this.#context.budget })

  /** Splits at white space that is not quoted, once the variables are replaced. Throws as `word` does. */
  words(text: string): readonly string[] {
    return expandWords(text, this.#context.env, { escape: this.escape, budget: this.#context.budget })
  }

  #expand(word: string, options: ExpansionOptions): string {
    const { result, unmatched, error } = tryExpandWord(word, this.#context.env, options)
    if (unmatched.size > 0) this.#reportUnmatched(unmatched)
    if (error) throw error
    return result
  }

  #reportUnmatched(names: ReadonlySet<string>): void {
    const { env, buildArgs } = this.#context
    const unmatched = new Set([...names].filter((name) => !buildArgs.has(name)))
    if (unmatched.size === 0) return
    this.#context.emit({
      kind: 'expanded',
      instruction: this.#context.running().instruction,
      unmatched,
      known: { [Symbol.iterator]: () => env.names()[Symbol.iterator]() },
    })
  }
}
