import { type ArgInstruction, expandWord, type Instruction } from '../../dockerfile/index.ts'
import { BuildError } from '../../source/index.ts'
import { nameSuggestion } from '../../suggest/index.ts'
import type { Variables } from './global-args.ts'

/** What a build starts with, as far as an address within the file can be made of it. */
export interface SpliceVariables {
  /** The values of the args in front of the first FROM, and of the platform args. */
  globals(args: readonly ArgInstruction[]): Variables
  readonly buildArgs: ReadonlyMap<string, string>
}

/**
 * The variables that an instruction may use which stands for another file: it is read before anything is built, so
 * that only args have values. Those of a stage are known from its FROM on.
 */
export class SpliceScope {
  readonly #start: SpliceVariables
  readonly #globalArgs: ArgInstruction[] = []
  /** Of the stage; undefined in front of the first FROM. */
  #stage: Variables | undefined
  /** Names that the stage gives a value which is not known so early, by the instruction that does. */
  readonly #unknown = new Map<string, string>()

  constructor(start: SpliceVariables) {
    this.#start = start
  }

  /** Takes notice of an instruction that stands above. */
  note(instruction: Instruction): void {
    if (instruction.kind === 'from') {
      this.#stage = this.#start.globals(this.#globalArgs).copy()
      this.#unknown.clear()
    } else if (instruction.kind === 'arg') {
      if (this.#stage) this.#declare(instruction, this.#stage)
      else this.#globalArgs.push(instruction)
    } else if (instruction.kind === 'env') {
      for (const { key } of instruction.pairs) this.#unknown.set(key, 'ENV')
    }
  }

  /**
   * Replaces the variables of a word. Throws BuildError (code `expansion`) for a malformed expression, and for a
   * variable without a value which the word says no other value for.
   */
  expand(word: string, escapeCharacter: '\\' | '`'): string {
    const variables = this.#stage ?? this.#start.globals(this.#globalArgs)
    const { result, matched, unmatched } = expandWord(word, variables, { escape: escapeCharacter })
    for (const name of [...matched, ...unmatched]) {
      const by = this.#unknown.get(name)
      if (by === undefined && (matched.has(name) || !isUsedAsIs(word, name))) continue
      const reason =
        by === undefined
          ? `has no value here${nameSuggestion(name, variables.names())}`
          : `is set by ${by}, and only args have values here`
      throw new BuildError('expansion', `$${name} in ${word} ${reason}`, {
        own: true,
        hint: `declare it with ARG ${name} above, or write \${${name}:-DEFAULT}`,
      })
    }
    return result
  }

  #declare({ args, node }: ArgInstruction, variables: Variables): void {
    for (const { key, value } of args) {
      const given = this.#start.buildArgs.get(key)
      this.#unknown.delete(key)
      if (given !== undefined) variables.set(key, given)
      else if (value !== undefined) {
        const { result, matched, unmatched } = expandWord(value, variables, { escape: node.escape })
        const open = [...matched, ...unmatched].some((name) => this.#unknown.has(name))
        if (open) this.#unknown.set(key, 'an ARG made of variables of the stage')
        else variables.set(key, result)
      }
    }
  }
}

/** Whether a word has a variable without an operator that says what holds where it has no value. */
function isUsedAsIs(word: string, name: string): boolean {
  return new RegExp(`\\$(?:${name}(?![A-Za-z0-9_])|\\{${name}[}%#/])`).test(word)
}
