import { BuildError } from '../source/index.ts'
import { parseFloatingPoint } from './number.ts'

const powers: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5 }
const suffixForm = /^(?:b|[kmgtp](?:b|ib)?)?$/

/**
 * A size with an optional binary unit (`64`, `1.5g`, `20 MiB`) in bytes, fractions cut off.
 * Throws BuildError (`invalid size: '…'`, `invalid suffix: '…'`, or strconv's message).
 */
export function parseByteSize(text: string): number {
  let end = text.length
  while (end > 0 && !/[0-9. ]/.test(text[end - 1] as string)) end--
  if (end === 0) throw new BuildError('option', `invalid size: '${text}'`)
  const written = text[end - 1] === ' ' ? text.slice(0, end - 1) : text.slice(0, end)
  const size = parseFloatingPoint(written)
  if (size < 0) throw new BuildError('option', `invalid size: '${text}'`)
  const asWritten = text.slice(end)
  // A suffix that is too long is named as written, any other one in lower case.
  const suffix = asWritten.length > 3 ? asWritten : asWritten.toLowerCase()
  if (!suffixForm.test(suffix)) throw new BuildError('option', `invalid suffix: '${suffix}'`)
  return toInt64(size * 1024 ** (powers[suffix[0] ?? ''] ?? 0))
}

/** What a conversion to a 64-bit integer leaves; out of its range it is the smallest one, as on amd64. */
function toInt64(value: number): number {
  return value < 2 ** 63 ? Math.trunc(value) : -(2 ** 63)
}
