import type { InstructionSyntax, InstructionTable } from './instruction-syntax.ts'

/** The table of the given instructions. Throws RangeError where two have the same name. */
export function instructionTable(syntaxes: Iterable<InstructionSyntax>): InstructionTable {
  const table = new Map<string, InstructionSyntax>()
  for (const syntax of syntaxes) {
    if (table.has(syntax.name)) throw new RangeError(`instruction ${syntax.name} is defined twice`)
    table.set(syntax.name, syntax)
  }
  return table
}

/** The syntax that a keyword of any case names. */
export function findSyntax(table: InstructionTable, keyword: string): InstructionSyntax | undefined {
  const syntax = table.get(keyword)
  if (syntax) return syntax
  const lower = keyword.toLowerCase()
  const upper = lower.toUpperCase()
  // Letters outside ASCII that have an ASCII upper case spell no keyword.
  return upper.toLowerCase() === lower ? table.get(upper) : undefined
}
