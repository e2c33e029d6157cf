/**
 * Rows as a table in plain text: each column as wide as its longest cell and `padding` spaces; the last cell
 * of a row is not padded. A row ends with a line break.
 */
export function tableText(rows: readonly (readonly string[])[], padding: number): string {
  // Cells may hold tabs and line breaks of their own, which then part cells and rows.
  const lines = rows
    .map((cells) => `${cells.join('\t')}\n`)
    .join('')
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'))
  const open: { width: number }[] = []
  const columns = lines.map((cells) => {
    const inner = cells.length - 1
    open.length = Math.min(open.length, inner)
    for (const [index, cell] of cells.slice(0, inner).entries()) {
      open[index] ??= { width: 0 }
      open[index].width = Math.max(open[index].width, [...cell].length + padding)
    }
    return open.slice()
  })
  return lines
    .map((cells, row) => {
      const widths = columns[row] ?? []
      return `${cells.map((cell, index) => padCell(cell, widths[index]?.width ?? 0)).join('')}\n`
    })
    .join('')
}

function padCell(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length))
}
