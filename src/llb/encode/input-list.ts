import type { OpInput } from '../imported/imported-op.ts'

/** No input: what an op calls scratch. */
export const EMPTY_INPUT = -1
/** So many inputs are looked through faster than looked up. */
const FEW = 8

/** The inputs of an op in the order of their first use, each once. */
export class InputList {
  #inputs: OpInput[] = []
  /** Positions by input, once there are more than a few. */
  #indexes: Map<string, number> | undefined

  get inputs(): readonly OpInput[] {
    return this.#inputs
  }

  /** The input's position; `EMPTY_INPUT` for scratch. */
  add(input: OpInput | null): number {
    if (input === null) return EMPTY_INPUT
    const known = this.#find(input)
    if (known !== undefined) return known
    const index = this.#inputs.length
    // A list of its own for the first, as most ops have but one, for which a list that grows is too large.
    if (index === 0) this.#inputs = [input]
    else this.#inputs.push(input)
    if (index === FEW) this.#indexes = new Map(this.#inputs.map((each, at) => [keyOf(each), at]))
    else this.#indexes?.set(keyOf(input), index)
    return index
  }

  #find(input: OpInput): number | undefined {
    if (this.#indexes !== undefined) return this.#indexes.get(keyOf(input))
    const index = this.#inputs.findIndex((each) => each.digest === input.digest && each.index === input.index)
    return index < 0 ? undefined : index
  }
}

function keyOf(input: OpInput): string {
  return `${input.digest} ${input.index}`
}
