import path from 'node:path'
import {
  type BuildError,
  extensionFrames,
  formatExcerpt,
  formatFrames,
  lineAt,
  type Span,
} from '../source/index.ts'

/** How many errors are worth reading at once. */
const mostErrors = 20
/** How much of a long line is shown, and how much of it before the place in question. */
const widest = 160
const widestBefore = 60

/**
 * An error for the terminal: what is wrong, where, and what can be done; where an extension failed, its author sees
 * where it did.
 */
export function formatError(error: BuildError): string {
  const [span] = error.spans
  const [location] = error.locations
  const place = span ? `${span.file.filename}:${lineAt(span.file, span.start)}:${columnOf(span) + 1}: ` : ''
  const excerpt = span
    ? placesOf(error.spans).map(formatSpan).join('')
    : location
      ? formatExcerpt(location.file, location.ranges)
      : ''
  const hint = error.hint === undefined ? '' : `hint: ${error.hint}\n`
  return `${place}error: ${printable(error.message)}\n${excerpt}${stackOf(error)}${hint}`
}

/** Frames of an extension, for what is no mistake of the one who builds. */
function stackOf(error: BuildError): string {
  if (error.code !== 'extension') return ''
  return formatFrames(extensionFrames(error.cause), (file) => {
    const relative = path.relative('', file)
    return relative.startsWith('..') ? file : relative
  })
}

/** Errors one below the other, an empty line between; of very many, the first ones. */
export function formatErrors(errors: readonly BuildError[]): string {
  const shown = errors.slice(0, mostErrors).map(formatError)
  const rest = errors.length - shown.length
  if (rest > 0) shown.push(`and ${rest} more\n`)
  return shown.join('\n')
}

/** Spans on lines of their own: an error that is told by several callers has the same place several times. */
function placesOf(spans: readonly Span[]): readonly Span[] {
  const byLine = new Map<string, Span>()
  for (const span of spans) {
    const key = `${span.file.filename}:${lineAt(span.file, span.start)}`
    if (!byLine.has(key)) byLine.set(key, span)
  }
  return [...byLine.values()]
}

/** The first line of a span with carets under what the span covers of it. */
function formatSpan(span: Span): string {
  const { file, start, end } = span
  const number = lineAt(file, start)
  const from = file.lineStarts[number - 1] ?? 0
  const next = file.lineStarts[number]
  const line = file.text.slice(from, next === undefined ? undefined : next - 1).replace(/\r$/, '')
  const column = start - from
  const cutBefore = line.length > widest ? Math.max(0, column - widestBefore) : 0
  const cutAfter = Math.min(line.length, cutBefore + widest)
  const [before, after] = [cutBefore > 0 ? '… ' : '', cutAfter < line.length ? ' …' : '']

  const covered = line.slice(column, Math.min(cutAfter, Math.max(column, end - from))).trimEnd()
  // Tabs stay, so that the carets stand where the terminal puts the text.
  const indent = `${before}${line.slice(cutBefore, column)}`.replace(/[^\t]/gu, ' ')
  const carets = '^'.repeat(Math.max(1, [...covered].length))
  const more = lineAt(file, Math.max(start, end - 1)) > number ? ' …' : ''
  const margin = String(number).padStart(4)
  const shown = `${before}${printable(line.slice(cutBefore, cutAfter))}${after}`
  return `${margin} | ${shown}\n     | ${indent}${carets}${more}\n`
}

/** The text without what would steer a terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '\uFFFD')
}

function columnOf({ file, start }: Span): number {
  return start - (file.lineStarts[lineAt(file, start) - 1] ?? 0)
}
