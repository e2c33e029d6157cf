/** Where the last number stands that is not above `value`; 0 where all are. The numbers go upwards. */
export function lastNotAbove(numbers: ArrayLike<number>, value: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}
