import type { OpInput } from '../imported/imported-op.ts'

/** No input: what an op calls scratch. */
export const EMPTY_INPUT = -1

/** The inputs of an op in the order of their first use, each once. */
export class InputList {
  readonly inputs: OpInput[] = []
  readonly #indexes = new Map<string, number>()

  /** The input's position; `EMPTY_INPUT` for scratch. */
  add(input: OpInput | null): number {
    if (input === null) return EMPTY_INPUT
    const key = `${input.digest} ${input.index}`
    let index = this.#indexes.get(key)
    if (index === undefined) {
      index = this.inputs.push(input) - 1
      this.#indexes.set(key, index)
    }
    return index
  }
}
