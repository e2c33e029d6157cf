/** Where an expression of a variable stands in a text; offsets count from its start. */
export interface VariablePlace {
  readonly start: number
  readonly end: number
  readonly nameStart: number
  readonly nameEnd: number
  /** What stands behind the name, without operands. */
  readonly operatorEnd: number
  readonly operands: readonly OperandPlace[]
}

/** A word in an expression, with the expressions in it. */
export interface OperandPlace {
  readonly start: number
  readonly end: number
  readonly variables: readonly VariablePlace[]
}

/** Expressions in expressions deeper than that are nobody's: they stay plain text. */
const deepest = 64

interface OpenVariable {
  readonly start: number
  readonly nameStart: number
  readonly nameEnd: number
  readonly operatorEnd: number
  readonly operands: OperandPlace[]
  operandStart: number
  inner: VariablePlace[]
}

/** Collects the places of variables while a text is scanned. What is open when the text turns out to be malformed is left out. */
export class VariableTrace {
  readonly variables: VariablePlace[] = []
  /** The expression whose operator does not exist. */
  failed: { readonly start: number; readonly nameStart: number; readonly nameEnd: number } | undefined
  readonly #open: OpenVariable[] = []

  /** A variable without operands. */
  add(start: number, nameStart: number, nameEnd: number, end: number): void {
    this.#list().push({ start, end, nameStart, nameEnd, operatorEnd: nameEnd, operands: [] })
  }

  /** Told of an expression whose operator does not exist. */
  fail(start: number, nameStart: number, nameEnd: number): void {
    if (nameEnd > nameStart) this.failed = { start, nameStart, nameEnd }
  }

  begin(start: number, nameStart: number, nameEnd: number, operatorEnd: number): void {
    const inner: VariablePlace[] = []
    this.#open.push({
      start,
      nameStart,
      nameEnd,
      operatorEnd,
      operands: [],
      operandStart: operatorEnd,
      inner,
    })
  }

  /** @param end where the operand ends; behind the character that ends it, the next one begins */
  endOperand(end: number): void {
    const open = this.#open[this.#open.length - 1]
    if (!open) return
    open.operands.push({ start: open.operandStart, end, variables: open.inner })
    open.operandStart = end + 1
    open.inner = []
  }

  end(end: number): void {
    const open = this.#open.pop()
    if (!open) return
    if (this.#open.length >= deepest) return
    const { start, nameStart, nameEnd, operatorEnd, operands } = open
    this.#list().push({ start, end, nameStart, nameEnd, operatorEnd, operands })
  }

  #list(): VariablePlace[] {
    return this.#open[this.#open.length - 1]?.inner ?? this.variables
  }
}
