import { trimSpaceEnd, trimSpaceStart } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import { wholeText } from '../grammar/index.ts'
import type { InstructionSyntax, InstructionTable } from '../instruction-syntax.ts'
import { findSyntax } from '../instruction-table.ts'
import { LineReader } from '../lines.ts'
import { readLogicalLine } from '../logical-line.ts'
import { splitInstruction } from '../split-instruction.ts'
import type { Arguments, Heredoc, InstructionNode } from '../syntax-tree.ts'
import { argumentsNode } from './argument-nodes.ts'
import { Element } from './element.ts'
import { flagNode } from './flag-nodes.ts'
import { heredocNode, openerNodes } from './heredoc-nodes.ts'
import { betweenInstructions, Layout } from './layout.ts'
import { type Extent, MappedText } from './mapped-text.ts'
import type {
  ArgumentsNode,
  FlagNode,
  HeredocNode,
  HeredocOpenerNode,
  InstructionTree,
  TreeNode,
  ValueNode,
} from './node.ts'
import { type Expander, ValueNodes } from './value-nodes.ts'

/** What an instruction is made of. */
interface Details {
  readonly keyword: ValueNode<'keyword'>
  readonly flags: readonly FlagNode[]
  readonly arguments: ArgumentsNode | undefined
  readonly inner: InstructionTree | undefined
  readonly heredocs: readonly HeredocNode[]
  readonly children: readonly TreeNode[]
}

/** An instruction whose details are made when they are asked for. */
class InstructionElement extends Element<'instruction'> implements InstructionTree {
  readonly name: string
  readonly #node: InstructionNode | undefined
  readonly #details: () => Details
  readonly #errors: () => readonly BuildError[]

  constructor(
    name: string,
    node: InstructionNode | undefined,
    file: LayoutFile,
    extent: Extent,
    details: () => Details,
    errors: () => readonly BuildError[],
  ) {
    super('instruction', file, extent, () => details().children)
    this.name = name
    this.#node = node
    this.#details = details
    this.#errors = errors
  }

  get node(): InstructionNode | undefined {
    return this.#node
  }

  get errors(): readonly BuildError[] {
    return this.#errors()
  }

  get keyword(): ValueNode<'keyword'> {
    return this.#details().keyword
  }

  get flags(): readonly FlagNode[] {
    return this.#details().flags
  }

  get arguments(): ArgumentsNode | undefined {
    return this.#details().arguments
  }

  get inner(): InstructionTree | undefined {
    return this.#details().inner
  }

  get heredocs(): readonly HeredocNode[] {
    return this.#details().heredocs
  }
}

type LayoutFile = Layout['file']

/**
 * The tree of an instruction; undefined where its text is not in the file that it is placed in, as is that of a
 * trigger of a base image.
 */
export function instructionElement(
  node: InstructionNode,
  syntaxes: InstructionTable,
  errors: () => readonly BuildError[],
): InstructionTree | undefined {
  const { file, start } = node.span
  const lines = new LineReader(file, start)
  const first = lines.next()
  if (!first) return undefined
  const line = readLogicalLine(lines, first, start, node.escape, () => undefined)
  if (line.text !== node.original) return undefined
  const lineEnd = lines.last?.contentEnd ?? first.contentEnd
  const end = Math.max(node.span.end, node.heredocs.at(-1)?.span.end ?? 0)
  const extent = { start, end }
  const name = findSyntax(syntaxes, node.keyword)?.name ?? ''
  const details = once(() => {
    const values = new ValueNodes(new Layout(file, line, lineEnd), node.escape)
    return new InstructionReader(values, syntaxes).read(MappedText.ofLine(line), {
      extent,
      arguments: node.arguments,
      heredocs: node.heredocs,
      nodeEnd: node.span.end,
      depth: 0,
      openers: once(() => (node.heredocs.length > 0 ? openerNodes(MappedText.ofLine(line), values) : [])),
    })
  })
  return new InstructionElement(name, node, file, extent, details, errors)
}

interface Reading {
  readonly extent: Extent
  /** What the grammar made of the arguments, where that is known. */
  readonly arguments: Arguments | undefined
  readonly heredocs: readonly Heredoc[]
  /** Where the outermost instruction ends. */
  readonly nodeEnd: number
  readonly openers: () => readonly HeredocOpenerNode[]
  /** How many instructions it stands in. */
  readonly depth: number
}

/** An ONBUILD in an ONBUILD is an error; so many of them are no instructions any more. */
const deepest = 8

/** Reads a logical line, or the rest of one that is an instruction itself. */
class InstructionReader {
  readonly #values: ValueNodes
  readonly #syntaxes: InstructionTable

  constructor(values: ValueNodes, syntaxes: InstructionTable) {
    this.#values = values
    this.#syntaxes = syntaxes
  }

  read(line: MappedText, reading: Reading): Details {
    const values = this.#values
    const { layout } = values
    const { text } = line
    const parts = splitInstruction(text, values.escape, true)
    const syntax = findSyntax(this.#syntaxes, parts.keyword)
    const name = syntax?.name ?? ''
    const keywordStart = text.length - trimSpaceStart(text).length
    const keyword = values.value(
      'keyword',
      line.slice(keywordStart, keywordStart + parts.keyword.length),
      'nothing',
    )
    const flags = parts.flags.map((flag) => flagNode(flag, line, name, values))
    const argumentEnd = trimSpaceEnd(text).length
    const argumentText = line.slice(argumentEnd - parts.argumentText.length, argumentEnd)
    const children: TreeNode[] = [keyword, ...flags]
    let inner: InstructionTree | undefined
    let argumentNode: ArgumentsNode | undefined
    let heredocs: readonly HeredocNode[] = []
    const parsed = reading.arguments ?? this.#parse(argumentText.text, syntax)
    if (argumentText.text === '') {
      heredocs = this.#heredocs(reading, name)
    } else if (parsed.form === 'instruction' && reading.depth < deepest) {
      inner = this.#inner(argumentText, reading)
      children.push(inner)
    } else {
      argumentNode = argumentsNode(argumentText, this.#known(parsed, argumentText.text, syntax), {
        name,
        expands: syntax?.expand !== undefined,
        openers: reading.openers(),
        values,
      })
      heredocs = this.#heredocs(reading, name)
      children.push(argumentNode)
    }
    children.push(...heredocs)
    return {
      keyword,
      flags,
      arguments: argumentNode,
      inner,
      heredocs,
      children: this.#fill(reading.extent, children, layout),
    }
  }

  /** The instruction in an ONBUILD, which has its here-documents too. */
  #inner(text: MappedText, outer: Reading): InstructionTree {
    const { start, end } = text.extent()
    const [first] = outer.heredocs
    const extent = { start, end: first ? outer.extent.end : end }
    const name = findSyntax(this.#syntaxes, splitInstruction(text.text, this.#values.escape).keyword)?.name
    const details = once(() =>
      this.read(text, { ...outer, extent, arguments: undefined, depth: outer.depth + 1 }),
    )
    return new InstructionElement(name ?? '', undefined, this.#values.layout.file, extent, details, () => [])
  }

  /** The arguments of a text that the instruction's grammar refuses are one word. */
  #known(parsed: Arguments, text: string, syntax: InstructionSyntax | undefined): Arguments {
    const empty = parsed.words.length === 0 && (parsed.form !== 'pairs' || parsed.pairs.length === 0)
    if (parsed.form === 'instruction') return oneWord(text)
    if (!empty || parsed.form === 'json') return parsed
    return syntax ? this.#parse(text, syntax) : oneWord(text)
  }

  #parse(text: string, syntax: InstructionSyntax | undefined): Arguments {
    if (!syntax) return oneWord(text)
    const context = { keyword: syntax.name, escape: this.#values.escape, syntaxes: this.#syntaxes }
    try {
      return (syntax.arguments ?? wholeText)(text, context)
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      return oneWord(text)
    }
  }

  #heredocs({ heredocs, openers, nodeEnd }: Reading, name: string): readonly HeredocNode[] {
    if (heredocs.length === 0) return []
    const expander: Expander = name === 'RUN' ? 'shell' : 'heredoc'
    return heredocs.map((heredoc, index) =>
      heredocNode(heredoc, openers()[index], nodeEnd, expander, this.#values),
    )
  }

  /** Here-documents stand behind the logical line; what is between is as between instructions. */
  #fill(extent: Extent, parts: readonly TreeNode[], layout: Layout): readonly TreeNode[] {
    const heredocs = parts.filter(({ kind }) => kind === 'heredoc')
    if (heredocs.length === 0) return layout.pieces(extent, parts, 'punctuation')
    const line = parts.slice(0, parts.length - heredocs.length)
    const children = [...layout.pieces({ start: extent.start, end: layout.end }, line, 'punctuation')]
    let at = layout.end
    for (const heredoc of heredocs) {
      children.push(...betweenInstructions(layout.file, { start: at, end: heredoc.start }), heredoc)
      at = heredoc.end
    }
    children.push(...betweenInstructions(layout.file, { start: at, end: extent.end }))
    return children
  }
}

function oneWord(text: string): Arguments {
  return { form: 'text', words: text === '' ? [] : [text] }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
