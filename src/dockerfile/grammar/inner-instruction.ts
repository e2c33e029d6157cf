import type { ArgumentGrammar } from '../instruction-syntax.ts'
import { findSyntax } from '../instruction-table.ts'
import { splitInstruction } from '../split-instruction.ts'
import { wholeText } from './words.ts'

/** An instruction in an instruction (ONBUILD). Its own arguments are checked by its own grammar. */
export const innerInstruction: ArgumentGrammar = (text, context) => {
  if (text === '') return { form: 'instruction', words: [], heredocs: false }
  let inner = splitInstruction(text, context.escape)
  const words = [inner.keyword]
  let depth = 0
  for (;;) {
    const syntax = findSyntax(context.syntaxes, inner.keyword)
    if (!syntax) return { form: 'instruction', words, heredocs: false }
    if (syntax.arguments !== innerInstruction) {
      const split = syntax.arguments ?? wholeText
      const { form } = split(inner.argumentText, { ...context, keyword: syntax.name })
      return { form: 'instruction', words, heredocs: depth === 0 && syntax.heredocs && form !== 'json' }
    }
    if (inner.argumentText === '') return { form: 'instruction', words, heredocs: false }
    inner = splitInstruction(inner.argumentText, context.escape)
    depth++
  }
}
