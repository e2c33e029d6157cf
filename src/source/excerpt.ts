import type { SourceFile } from './source-file.ts'
import type { Range } from './span.ts'

/**
 * The lines of a file around some ranges as Docker prints them: named, numbered, the ranges' own lines marked
 * with `>>>`. '' where there is no range, or where the file has no such line.
 *
 * @example
 * for (const { file, ranges } of error.locations) console.error(formatExcerpt(file, ranges))
 */
export function formatExcerpt(file: SourceFile, ranges: readonly Range[]): string {
  if (ranges.length === 0) return ''
  const lineCount = file.lineStarts.length
  const marked = new Set<number>()
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const { start, end } of ranges) {
    const to = Math.max(start.line, end.line)
    first = Math.min(first, start.line)
    last = Math.max(last, to)
    for (let line = start.line; line <= Math.min(to, lineCount); line++) marked.add(line)
  }
  if (first < 1 || first > lineCount) return ''
  last = Math.min(last, lineCount)

  const heading = `${file.filename}:${first}`
  // A single line gets two lines around it on each side, several get one. At an edge of the file, the other
  // side gets some of what is left.
  let budget = first === last ? 4 : 2
  while (budget > 0) {
    if (first > 1) {
      first--
      budget--
    }
    if (last < lineCount) {
      last++
      budget--
    }
    budget--
  }

  const lines = [heading, ruler]
  for (let line = first; line <= last; line++) {
    const mark = marked.has(line) ? '>>>' : '   '
    lines.push(` ${String(line).padStart(3)} | ${mark} ${lineText(file, line)}`)
  }
  lines.push(ruler, '')
  return lines.join('\n')
}

const ruler = '--------------------'

/** A line without its line feed; the first one with its byte order mark. */
function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line - 1] ?? file.text.length
  const next = file.lineStarts[line]
  return file.text.slice(start, next === undefined ? undefined : next - 1)
}
