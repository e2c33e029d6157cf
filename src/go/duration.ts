import { BuildError } from '../source/index.ts'

const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])
const largest = (1n << 63n) - 1n

/**
 * A duration such as `1h30m` or `-1.5s` in nanoseconds.
 * Throws BuildError (`time: invalid duration "…"`, `time: missing unit …`, `time: unknown unit …`).
 */
export function parseDuration(text: string): number {
  const invalid = () => new BuildError('conversion', `time: invalid duration ${quoteBytes(text)}`)
  const negative = text.startsWith('-')
  const body = /^[+-]/.test(text) ? text.slice(1) : text
  if (body === '0') return 0
  if (body === '') throw invalid()
  const amount = /([0-9]*)(?:(\.)([0-9]*))?([^.0-9]*)/y
  let total = 0n
  while (amount.lastIndex < body.length) {
    const match = amount.exec(body)
    if (!match) throw invalid()
    const [, whole = '', , fraction = '', unit = ''] = match
    if (whole === '' && fraction === '') throw invalid()
    const count = whole.replace(/^0+/, '')
    if (count.length > 19) throw invalid()
    if (unit === '') {
      throw new BuildError('conversion', `time: missing unit in duration ${quoteBytes(text)}`)
    }
    const scale = units.get(unit)
    if (scale === undefined) {
      throw new BuildError(
        'conversion',
        `time: unknown unit ${quoteBytes(unit)} in duration ${quoteBytes(text)}`,
      )
    }
    total += BigInt(count || '0') * scale + partOf(scale, fraction)
    if (total > largest + 1n) throw invalid()
  }
  if (total > largest && !negative) throw invalid()
  return total === 0n ? 0 : Number(negative ? -total : total)
}

/** Digits behind the point are counted up to 18, more than any unit can resolve. */
function partOf(scale: bigint, fraction: string): bigint {
  const digits = fraction.slice(0, 18)
  return digits === '' ? 0n : (BigInt(digits) * scale) / 10n ** BigInt(digits.length)
}

/** A duration in nanoseconds as Go prints it: `1h0m0s`, `1.5s`, `20ms`, `0s`. */
export function formatDuration(nanoseconds: number): string {
  const sign = nanoseconds < 0 ? '-' : ''
  const total = BigInt(Math.abs(nanoseconds))
  if (total === 0n) return '0s'
  if (total < 1_000n) return `${sign}${total}ns`
  if (total < 1_000_000n) return `${sign}${withFraction(total, 3)}\u00b5s`
  if (total < 1_000_000_000n) return `${sign}${withFraction(total, 6)}ms`
  const minutes = total / 60_000_000_000n
  const seconds = `${withFraction(total % 60_000_000_000n, 9)}s`
  if (minutes === 0n) return sign + seconds
  if (minutes < 60n) return `${sign}${minutes}m${seconds}`
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`
}

function withFraction(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0')
  const fraction = text.slice(-digits).replace(/0+$/, '')
  const whole = text.slice(0, -digits)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Go's time package quotes by itself: bytes outside printable ASCII become `\xNN`. */
function quoteBytes(text: string): string {
  let quoted = '"'
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte)
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, '0')}`
    else quoted += character === '"' || character === '\\' ? `\\${character}` : character
  }
  return `${quoted}"`
}
