import { expandWord, type Instruction } from '../../dockerfile/index.ts'
import type { SourcesContext } from '../definition/index.ts'
import type { Variables } from './global-args.ts'

/** What a build starts with: its global args and the values that the client gave. */
interface Beginning {
  readonly globals: Variables
  readonly buildArgs: ReadonlyMap<string, string>
}

/** Variables as far as they are known while the stages are linked; made when an instruction asks for one. */
export class EarlyScope {
  readonly #beginning: Beginning
  readonly #args: Instruction[] = []
  #variables: Variables | undefined

  constructor(beginning: Beginning) {
    this.#beginning = beginning
  }

  /** Takes notice of an instruction that the scope's stage has. */
  note(instruction: Instruction): void {
    if (instruction.kind === 'arg') this.#args.push(instruction)
  }

  contextOf(instruction: Instruction): SourcesContext {
    return {
      expand: (word) => expandWord(word, this.#scope(), { escape: instruction.node.escape }).result,
    }
  }

  #scope(): Variables {
    this.#variables ??= this.#beginning.globals.copy()
    for (const instruction of this.#args.splice(0)) {
      if (instruction.kind !== 'arg') continue
      for (const { key, value } of instruction.args) {
        const options = { escape: instruction.node.escape }
        const given =
          this.#beginning.buildArgs.get(key) ??
          (value === undefined ? undefined : expandWord(value, this.#variables, options).result)
        if (given !== undefined) this.#variables.set(key, given)
      }
    }
    return this.#variables
  }
}
