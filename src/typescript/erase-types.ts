import { type ParserOptions, parse } from '@babel/parser'
import { BlankedText } from './blanked-text.ts'
import type { SyntaxNode } from './syntax-node.ts'
import { TypeEraser } from './type-eraser.ts'
import { UnsupportedSyntax } from './unsupported-syntax.ts'

/** What is wrong with a text, and where: line from 1, column from 1. */
export class ModuleSyntaxError extends SyntaxError {
  override readonly name = 'SyntaxError'
  readonly line: number
  readonly column: number

  constructor(message: string, line: number, column: number, options?: ErrorOptions) {
    super(message, options)
    this.line = line
    this.column = column
  }
}

/**
 * A module of TypeScript as JavaScript: types are replaced by white space, so that all that stays keeps its line
 * and its column. Only what can be erased is taken, as `erasableSyntaxOnly` and Node have it: no enums, no
 * namespaces with values, no parameter properties, no decorators.
 * Throws ModuleSyntaxError.
 *
 * @example
 * eraseTypes('const a: number = 1') // 'const a         = 1'
 */
export function eraseTypes(text: string): string {
  const tree = parseModule(text, ['typescript', 'decorators'])
  const blanked = new BlankedText(text)
  try {
    new TypeEraser(blanked).visit(tree)
  } catch (error) {
    if (error instanceof UnsupportedSyntax) throw located(text, error)
    throw error
  }
  return blanked.toString()
}

/** What keeps a text from being a module of JavaScript; undefined where nothing does. */
export function findSyntaxError(text: string): ModuleSyntaxError | undefined {
  try {
    parseModule(text, [])
    return undefined
  } catch (error) {
    if (error instanceof ModuleSyntaxError) return error
    throw error
  }
}

function parseModule(text: string, plugins: NonNullable<ParserOptions['plugins']>): SyntaxNode {
  try {
    return parse(text, { sourceType: 'module', plugins, attachComment: false })
      .program as unknown as SyntaxNode
  } catch (error) {
    if (!isParserError(error)) throw error
    // The place stands in fields; the message ends with it too.
    const message =
      error.reasonCode.startsWith('Missing') && error.reasonCode.includes('Plugin')
        ? 'this syntax is no part of JavaScript yet'
        : error.message.replace(/ \(\d+:\d+\)$/, '')
    throw new ModuleSyntaxError(message, error.loc.line, error.loc.column + 1, { cause: error })
  }
}

/** An error of the parser. */
interface ParserError extends SyntaxError {
  readonly loc: { readonly line: number; readonly column: number }
  readonly reasonCode: string
}

function isParserError(error: unknown): error is ParserError {
  return error instanceof SyntaxError && 'loc' in error && 'reasonCode' in error
}

function located(text: string, { message, offset }: UnsupportedSyntax): ModuleSyntaxError {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/)
  return new ModuleSyntaxError(message, before.length, (before.at(-1) ?? '').length + 1)
}
