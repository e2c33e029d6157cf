/** Where the middle of a list of measurements lies, and how far they spread. */
export interface Summary {
  readonly count: number
  readonly min: number
  readonly lower: number
  readonly median: number
  readonly upper: number
  readonly max: number
}

/** Summarises measurements: extremes, quartiles and median. Throws RangeError where there are none. */
export function summarize(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) throw new RangeError('nothing was measured')
  const at = (part: number): number => {
    const place = part * (sorted.length - 1)
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? below
    return below + (above - below) * (place - Math.floor(place))
  }
  return { count: sorted.length, min: at(0), lower: at(0.25), median: at(0.5), upper: at(0.75), max: at(1) }
}

export function median(values: readonly number[]): number {
  return summarize(values).median
}

/**
 * The exponent `k` of `cost = c · size^k` that fits best: the slope of the least-squares line through the
 * logarithms. Points that cost nothing are passed over; undefined where fewer than two are left.
 */
export function growthExponent(
  points: readonly { readonly size: number; readonly cost: number }[],
): number | undefined {
  const usable = points.filter(({ size, cost }) => size > 0 && cost > 0)
  const x = usable.map(({ size }) => Math.log(size))
  const y = usable.map(({ cost }) => Math.log(cost))
  const meanX = mean(x)
  const meanY = mean(y)
  let covariance = 0
  let variance = 0
  for (const [index, value] of x.entries()) {
    covariance += (value - meanX) * ((y[index] ?? 0) - meanY)
    variance += (value - meanX) ** 2
  }
  return variance === 0 ? undefined : covariance / variance
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
