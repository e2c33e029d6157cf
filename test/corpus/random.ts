/** A source of numbers that are the same for the same seed. */
export interface Random {
  /** An integer from 0 up to `limit`, which is left out. */
  below(limit: number): number
  /** True once in so many times. */
  oneIn(times: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

/** A generator of the xorshift family: short, and the same everywhere. */
export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
  for (let warm = 0; warm < 8; warm++) next()
  const below = (limit: number): number => next() % limit
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
  }
}
