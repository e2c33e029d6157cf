import { type BuildError, formatExcerpt, lineAt, type Span } from '../source/index.ts'

/** An error for the terminal: what is wrong, where, and what can be done. */
export function formatError(error: BuildError): string {
  const span = error.focus ?? error.spans[0]
  const [location] = error.locations
  const place = span ? `${span.file.filename}:${lineAt(span.file, span.start)}:${columnOf(span) + 1}: ` : ''
  const excerpt = span ? formatSpan(span) : location ? formatExcerpt(location.file, location.ranges) : ''
  const hint = error.hint === undefined ? '' : `hint: ${error.hint}\n`
  return `${place}error: ${error.message}\n${excerpt}${hint}`
}

/** Errors one below the other, an empty line between. */
export function formatErrors(errors: readonly BuildError[]): string {
  return errors.map(formatError).join('\n')
}

/** The first line of a span with carets under what the span covers of it. */
function formatSpan(span: Span): string {
  const { file, start, end } = span
  const number = lineAt(file, start)
  const from = file.lineStarts[number - 1] ?? 0
  const next = file.lineStarts[number]
  const text = file.text.slice(from, next === undefined ? undefined : next - 1).replace(/\r$/, '')
  const column = start - from
  const covered = text.slice(column, Math.max(column, end - from)).trimEnd()
  // Tabs stay, so that the carets stand where the terminal puts the text.
  const indent = text.slice(0, column).replace(/[^\t]/gu, ' ')
  const carets = '^'.repeat(Math.max(1, [...covered].length))
  const margin = String(number).padStart(4)
  const more = lineAt(file, Math.max(start, end - 1)) > number ? ' …' : ''
  return `${margin} | ${text}\n${' '.repeat(4)} | ${indent}${carets}${more}\n`
}

function columnOf({ file, start }: Span): number {
  return start - (file.lineStarts[lineAt(file, start) - 1] ?? 0)
}
