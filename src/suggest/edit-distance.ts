/**
 * Levenshtein distance in characters, or any number not below `limit` where it is not below that.
 * Made for words that mostly differ in a place or two, and for many comparisons: what is alike at both ends is
 * passed over, and only cells within `limit` of the diagonal are looked at.
 */
export function editDistance(left: string, right: string, limit: number): number {
  const a = Array.from(left)
  const b = Array.from(right)
  let aEnd = a.length
  let bEnd = b.length
  if (Math.abs(aEnd - bEnd) >= limit) return limit
  while (aEnd > 0 && bEnd > 0 && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--
    bEnd--
  }
  let start = 0
  while (start < aEnd && start < bEnd && a[start] === b[start]) start++
  const columns = bEnd - start
  if (aEnd === start || columns === 0) return Math.max(aEnd - start, columns)
  /** Of the characters of `a` so far to those of `b` before each column. */
  const costs: number[] = []
  for (let column = 0; column <= columns; column++) costs.push(column)
  for (let row = 1; row <= aEnd - start; row++) {
    const character = a[start + row - 1]
    const first = Math.max(1, row - limit)
    const last = Math.min(columns, row + limit)
    let diagonal = costs[first - 1] as number
    // Left of the band everything is too far.
    let cost = first === 1 ? row : limit
    costs[first - 1] = cost
    let best = cost
    for (let column = first; column <= last; column++) {
      const above = costs[column] as number
      cost = Math.min(above + 1, cost + 1, diagonal + (character === b[start + column - 1] ? 0 : 1))
      costs[column] = cost
      diagonal = above
      if (cost < best) best = cost
    }
    if (best >= limit) return limit
  }
  return costs[columns] as number
}
