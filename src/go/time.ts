import { BuildError, encodeText } from '../source/index.ts'

const LAYOUT = '2006-01-02T15:04:05Z07:00'

/** The parts of a time: how each looks, how Go's layout calls it, and what it must be below. */
const PARTS = [
  { pattern: /\d{4}/y, name: '2006' },
  { pattern: /-/y, name: '-' },
  { pattern: /\d\d/y, name: '01', range: ['month', 1, 12] },
  { pattern: /-/y, name: '-' },
  { pattern: /\d\d/y, name: '02' },
  { pattern: /T/y, name: 'T' },
  { pattern: /\d\d?/y, name: '15', range: ['hour', 0, 23] },
  { pattern: /:/y, name: ':' },
  { pattern: /\d\d/y, name: '04', range: ['minute', 0, 59] },
  { pattern: /:/y, name: ':' },
  { pattern: /\d\d(?:[.,]\d+)?/y, name: '05', range: ['second', 0, 59] },
  { pattern: /Z|[+-]\d\d:\d\d/y, name: 'Z07:00' },
] as const

/**
 * A time that JSON holds, as Go writes it again: RFC 3339, without zeros at the end of its fraction.
 * @param written what stands between the quotes
 * Throws BuildError (code `image`) with Go's words (`parsing time "…": day out of range`).
 */
export function normalizeTime(written: string): string {
  const [year = '', , month = '', , day = '', , hour = '', , minute = '', , second = '', zone = ''] =
    split(written)
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) {
    throw outOfRange(written, 'day')
  }
  const fraction = second.slice(3, 12).replace(/0+$/, '')
  const time = `${hour.padStart(2, '0')}:${minute}:${second.slice(0, 2)}${fraction && `.${fraction}`}`
  return `${year}-${month}-${day}T${time}${normalizeZone(zone)}`
}

function split(written: string): readonly string[] {
  let at = 0
  const parts = PARTS.map((part) => {
    part.pattern.lastIndex = at
    const found = part.pattern.exec(written)?.[0]
    if (found === undefined) {
      const rest = quoteBytes(written.slice(at))
      throw new BuildError(
        'image',
        `parsing time ${quoteBytes(written)} as "${LAYOUT}": cannot parse ${rest} as "${part.name}"`,
      )
    }
    if ('range' in part) {
      const [name, lowest, highest] = part.range
      const value = Number(found.slice(0, 2))
      if (value < lowest || value > highest) throw outOfRange(written, name)
    }
    if (part.name === 'Z07:00') checkZone(written, found)
    at += found.length
    return found
  })
  if (at < written.length) {
    throw new BuildError(
      'image',
      `parsing time ${quoteBytes(written)}: extra text: ${quoteBytes(written.slice(at))}`,
    )
  }
  return parts
}

/** A zone is taken up to 24 hours and 60 minutes. */
function checkZone(written: string, zone: string): void {
  if (Number(zone.slice(1, 3)) > 24) throw outOfRange(written, 'time zone offset hour')
  if (Number(zone.slice(4, 6)) > 60) throw outOfRange(written, 'time zone offset minute')
}

function normalizeZone(zone: string): string {
  const minutes = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  if (minutes === 0) return 'Z'
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${zone.charAt(0)}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function outOfRange(written: string, what: string): BuildError {
  return new BuildError('image', `parsing time ${quoteBytes(written)}: ${what} out of range`)
}

/** As Go's time package quotes: what is no ASCII, byte by byte. */
function quoteBytes(text: string): string {
  let quoted = ''
  for (const byte of encodeText(text)) {
    const character = String.fromCharCode(byte)
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, '0')}`
    else quoted += character === '"' || character === '\\' ? `\\${character}` : character
  }
  return `"${quoted}"`
}
