import type { Random } from '../../test/corpus/random.ts'

const interesting = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x12, 0x1a, 0x22]

/** Bytes with a few of them changed, taken away, repeated or made up. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let result = Buffer.from(bytes)
  for (let changes = 1 + random.below(6); changes > 0; changes--) {
    const at = random.below(result.length + 1)
    const length = random.oneIn(4) ? random.below(64) : 1
    switch (random.below(5)) {
      case 0:
        if (at < result.length) result[at] = random.oneIn(2) ? random.pick(interesting) : random.below(256)
        break
      case 1:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + length)])
        break
      case 2:
        result = Buffer.concat([
          result.subarray(0, at),
          result.subarray(at, at + length),
          result.subarray(at),
        ])
        break
      case 3: {
        const made = Buffer.from(Array.from({ length }, () => random.below(256)))
        result = Buffer.concat([result.subarray(0, at), made, result.subarray(at)])
        break
      }
      default:
        result = result.subarray(0, at)
    }
  }
  return result
}
