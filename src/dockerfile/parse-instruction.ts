import { trimSpace } from '../go/index.ts'
import { atPlace, BuildError, createSourceFile, type Span } from '../source/index.ts'
import { suggestion } from '../suggest/index.ts'
import { readFlags } from './flags.ts'
import type { Instruction, InstructionBase } from './instruction.ts'
import type { InstructionTable } from './instruction-syntax.ts'
import { findSyntax } from './instruction-table.ts'
import { parseSyntaxTree } from './parse-syntax-tree.ts'
import type { InstructionNode } from './syntax-tree.ts'

/** Makes the typed instruction of a node. Throws BuildError, placed at the node. */
export function parseInstruction(node: InstructionNode, syntaxes: InstructionTable): Instruction {
  const syntax = findSyntax(syntaxes, node.keyword)
  if (!syntax) {
    const near = suggestion(node.keyword, syntaxes.keys(), false)
    const message = `unknown instruction: ${node.keyword}${near}`
    const { file, start } = node.span
    const focus = { file, start, end: start + node.keyword.length }
    const written = file.text.startsWith(node.keyword, start)
    throw new BuildError('unknown-instruction', message, {
      at: node.span,
      ...(written && node.keyword !== '' ? { focus } : {}),
    })
  }
  const base: Omit<InstructionBase<never>, 'kind'> = {
    keyword: node.keyword,
    source: trimSpace(node.original),
    comments: node.comments,
    span: node.span,
    node,
  }
  try {
    const flags = () => readFlags(syntax.flags, node.flags)
    return syntax.parse(node, flags, base as InstructionBase<never>)
  } catch (error) {
    throw atPlace(node.span, error)
  }
}

/**
 * Reads the trigger of a base image, which has been kept as text.
 * @param span where the trigger runs: the instruction and all errors are placed there
 * Throws BuildError.
 */
export function parseTrigger(text: string, span: Span, syntaxes: InstructionTable): Instruction {
  const tree = parseSyntaxTree(createSourceFile('', text), syntaxes)
  const [malformed] = tree.errors
  if (malformed) throw new BuildError(malformed.code, malformed.message, { at: span })
  const [node, more] = tree.instructions
  if (!node || more) {
    throw new BuildError('trigger-malformed', 'onbuild trigger should be a single expression', { at: span })
  }
  const instruction = parseInstruction({ ...node, span }, syntaxes)
  if (instruction.kind === 'from') {
    const message = '*instructions.Stage is not a command type'
    throw new BuildError('trigger-forbidden', message, { at: span })
  }
  return instruction
}
