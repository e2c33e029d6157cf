import { lineAt, type Span } from '../source/index.ts'

/** How much of a long line is shown, and how much of it before the place in question. */
const widest = 160
const widestBefore = 60

/**
 * The first line of a span with carets under what the span covers of it.
 * @param paint colours the carets
 */
export function formatSpan(span: Span, paint: (text: string) => string = (text) => text): string {
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
  // Tabs stay, so that the carets stand where the terminal puts the text; a byte order mark takes no room.
  const indent = `${before}${line.slice(cutBefore, column)}`.replace(/\uFEFF/g, '').replace(/[^\t]/gu, ' ')
  const carets = '^'.repeat(Math.max(1, [...covered].length))
  const more = lineAt(file, Math.max(start, end - 1)) > number ? ' …' : ''
  const shown = `${before}${printable(line.slice(cutBefore, cutAfter))}${after}`
  return `${String(number).padStart(4)} | ${shown}\n     | ${indent}${paint(`${carets}${more}`)}\n`
}

/** The text without what would steer a terminal. */
export function printable(text: string): string {
  return text
    .replace(/\uFEFF/g, '')
    .replace(/[^\P{Cc}\t\n]/gu, '\uFFFD')
    .toWellFormed()
}
