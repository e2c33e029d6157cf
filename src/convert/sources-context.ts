import { expandWord, type Instruction } from '../dockerfile/index.ts'
import type { BuildPlan } from './build-plan.ts'
import type { Variables } from './global-args.ts'
import type { SourcesContext } from './instruction-definition.ts'

/** Variables as far as they are known while the stages are linked; made when an instruction asks for one. */
export class EarlyScope {
  readonly #plan: Pick<BuildPlan, 'globals' | 'buildArgs' | 'escape'>
  readonly #args: Instruction[] = []
  #variables: Variables | undefined

  constructor(plan: Pick<BuildPlan, 'globals' | 'buildArgs' | 'escape'>) {
    this.#plan = plan
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
    this.#variables ??= this.#plan.globals.copy()
    for (const instruction of this.#args.splice(0)) {
      if (instruction.kind !== 'arg') continue
      for (const { key, value } of instruction.args) {
        const options = { escape: instruction.node.escape }
        const given =
          this.#plan.buildArgs.get(key) ??
          (value === undefined ? undefined : expandWord(value, this.#variables, options).result)
        if (given !== undefined) this.#variables.set(key, given)
      }
    }
    return this.#variables
  }
}
