import { BuildError } from '../source/index.ts'
import { utf8Length } from './text-bytes.ts'

/**
 * The fields of one line of comma-separated values. A field in double quotes may hold commas, and `""` for a
 * quote; one line break at the end is allowed.
 * @param onField told where in the line each field stands, its quotes included
 * Throws BuildError: `EOF` for an empty line, `parse error on line 1, column N: …` (N counts bytes from 1).
 */
export function csvFields(line: string, onField?: (start: number, end: number) => void): string[] {
  const text = line.replace(/\r?\n$/, '')
  if (text === '') throw new BuildError('conversion', 'EOF')
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at)
      const field = text.slice(at, comma < 0 ? text.length : comma)
      const bare = field.indexOf('"')
      if (bare >= 0) throw csvError(text, at + bare, 'bare " in non-quoted-field')
      fields.push(field)
      onField?.(at, at + field.length)
      if (comma < 0) return fields
      at = comma + 1
      continue
    }
    const pieces: string[] = []
    const start = at
    at++
    for (;;) {
      const close = text.indexOf('"', at)
      if (close < 0) throw csvError(text, at, 'extraneous or missing " in quoted-field')
      pieces.push(text.slice(at, close))
      at = close + 1
      if (text[at] !== '"') break
      pieces.push('"')
      at++
    }
    fields.push(pieces.join(''))
    onField?.(start, at)
    if (at === text.length) return fields
    if (text[at] !== ',') throw csvError(text, at - 1, 'extraneous or missing " in quoted-field')
    at++
  }
}

function csvError(text: string, at: number, problem: string): BuildError {
  const column = utf8Length(text.slice(0, at)) + 1
  return new BuildError('conversion', `parse error on line 1, column ${column}: ${problem}`)
}
