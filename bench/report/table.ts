import type { Summary } from './statistics.ts'

/** A table of a report: what it shows, the names of its columns, and its rows. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** What a reader has to know of how it was measured. */
  readonly note?: string
}

/** A table as Markdown whose columns also line up in a terminal; all but the first are to the right. */
export function formatTable({ title, columns, rows, note }: Table): string {
  const widths = columns.map((column, at) =>
    Math.max(3, column.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${widths
      .map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width)))
      .join(' | ')} |`
  const rule = `|${widths.map((width, at) => '-'.repeat(width + 1) + (at === 0 ? '-' : ':')).join('|')}|`
  return [`### ${title}`, '', line(columns), rule, ...rows.map(line), ...(note ? ['', note] : [])].join('\n')
}

/** A median with its quartiles, in the unit of the measurements. */
export function showSummary({ median, lower, upper }: Summary): string {
  return `${showNumber(median)} (${showNumber(lower)}–${showNumber(upper)})`
}

/** A number with as many digits as mean something. */
export function showNumber(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value.toFixed(value >= 10 ? 1 : 2)
}

export function showRatio(value: number, to: number): string {
  return to > 0 ? `${(value / to).toFixed(2)}×` : '–'
}
