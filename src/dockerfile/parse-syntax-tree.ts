import { isSpace, trimSpace } from '../go/index.ts'
import { BuildError, type Location, lineRange, type SourceFile, type Span } from '../source/index.ts'
import { type DirectiveLine, DirectiveReader } from './directives.ts'
import { wholeText } from './grammar/index.ts'
import { heredocWordsOf } from './heredoc.ts'
import type { InstructionSyntax, InstructionTable } from './instruction-syntax.ts'
import { findSyntax } from './instruction-table.ts'
import { type Line, LineReader, LONGEST_LINE } from './lines.ts'
import { type LogicalLine, LogicalLineBuilder, wholeLine } from './logical-line.ts'
import { splitInstruction } from './split-instruction.ts'
import type { Arguments, Comment, Directive, Heredoc, InstructionNode, SyntaxTree } from './syntax-tree.ts'

/**
 * Splits a Dockerfile into its instructions. Nothing is thrown: what is wrong is in `errors`, the first of
 * which is what the reference reports.
 * @param syntaxes the instructions that exist; they say how arguments are split and what may have
 *   here-documents. Unknown ones make nodes without arguments.
 */
export function parseSyntaxTree(file: SourceFile, syntaxes: InstructionTable): SyntaxTree {
  return new TreeParser(file, syntaxes).parse()
}

/** More errors than these, or unknown instructions, tell nobody anything: the text is no Dockerfile. */
const ENOUGH = 100
const none: readonly never[] = []

class TreeParser {
  readonly #file: SourceFile
  readonly #syntaxes: InstructionTable
  readonly #lines: LineReader
  readonly #directiveReader = new DirectiveReader('#')
  readonly #directives: Directive[] = []
  readonly #comments: Comment[] = []
  readonly #instructions: InstructionNode[] = []
  readonly #emptyContinuations: Span[] = []
  readonly #errors: BuildError[] = []
  #unknown = 0
  #escape: '\\' | '`' = '\\'
  /** Comments that the next instruction will have. */
  #above: string[] = []

  constructor(file: SourceFile, syntaxes: InstructionTable) {
    this.#file = file
    this.#syntaxes = syntaxes
    this.#lines = new LineReader(file)
  }

  parse(): SyntaxTree {
    let found = false
    for (let line = this.#lines.next(); line && this.#errors.length < ENOUGH; line = this.#lines.next()) {
      if (this.#readDirective(line)) continue
      const start = firstBehindSpace(line)
      if (line.content[start - line.start] === '#') {
        this.#readComment(line, start)
        continue
      }
      if (start === line.contentEnd) continue
      found = true
      this.#readInstruction(line, start)
    }
    const lastLine = { file: this.#file, ranges: [lineRange(this.#lines.count)] }
    if (!found) this.#fail(new BuildError('syntax', 'file with no instructions'), lastLine)
    if (this.#lines.stopped) {
      const message = `dockerfile line greater than max allowed size of ${LONGEST_LINE}`
      this.#fail(new BuildError('syntax', message), lastLine)
    }
    return {
      file: this.#file,
      escape: this.#escape,
      directives: this.#directives,
      comments: this.#comments,
      instructions: this.#instructions,
      emptyContinuations: this.#emptyContinuations,
      errors: this.#errors,
    }
  }

  #readDirective(line: Line): boolean {
    if (this.#directiveReader.done) return false
    let directive: DirectiveLine | undefined
    try {
      directive = this.#directiveReader.read(line.content.slice(firstBehindSpace(line) - line.start))
      if (directive?.name === 'escape') this.#escape = escapeOf(directive.value)
    } catch (error) {
      // The reference counts the lines before this one.
      this.#fail(error, { file: this.#file, ranges: [lineRange(line.number - 1)] })
      return true
    }
    if (directive) this.#directives.push({ ...directive, span: this.#span(line.start, line.contentEnd) })
    return directive !== undefined
  }

  #readComment(line: Line, start: number): void {
    this.#comments.push(this.#comment(line, start))
    // The reference drops the first character, whatever it is.
    const above = trimSpace(line.content.slice(1))
    if (above === '') this.#above = []
    else this.#above.push(above)
  }

  #readInstruction(first: Line, start: number): void {
    const logical = wholeLine(first, start, this.#escape) ?? this.#joinLines(first, start)
    const last = this.#lines.last ?? first
    if (logical.hasEmptyLines) this.#emptyContinuations.push(this.#span(last.start, endOf(last)))
    const comments = this.#above.length === 0 ? none : this.#above
    if (this.#above.length > 0) this.#above = []
    try {
      const node = this.#node(logical, start, comments)
      if (this.#unknown <= ENOUGH) this.#instructions.push(node)
    } catch (error) {
      this.#fail(error, this.#span(start, endOf(this.#lines.last ?? first)))
    }
  }

  #joinLines(first: Line, start: number): LogicalLine {
    const builder = new LogicalLineBuilder(this.#escape)
    for (let complete = builder.add(first, start); !complete; ) {
      const line = this.#lines.next()
      if (!line) break
      const behind = firstBehindSpace(line)
      if (line.content[behind - line.start] === '#') this.#comments.push(this.#comment(line, behind))
      else if (behind === line.contentEnd) builder.addEmpty()
      else complete = builder.add(line, line.start)
    }
    return builder.finish()
  }

  #node(logical: LogicalLine, start: number, comments: readonly string[]): InstructionNode {
    const escapeToken = this.#escape
    const { keyword, flags, argumentText } = splitInstruction(logical.text, escapeToken)
    const syntax = findSyntax(this.#syntaxes, keyword)
    if (!syntax) this.#unknown++
    const parsed: Arguments = syntax
      ? (syntax.arguments ?? wholeText)(argumentText, {
          keyword: syntax.name,
          escape: escapeToken,
          syntaxes: this.#syntaxes,
        })
      : { form: 'words', words: none }
    const heredocs =
      mayHaveHeredocs(parsed, syntax) && logical.text.includes('<<') ? this.#readHeredocs(logical.text) : none
    return {
      keyword,
      original: logical.text,
      flags:
        flags.length === 0
          ? none
          : flags.map(({ name, value, start: from, end: to }) => ({
              name,
              value,
              span: this.#span(logical.offsetOf(from), logical.offsetOf(to - 1) + 1),
            })),
      argumentText,
      arguments: parsed,
      heredocs,
      comments,
      span: this.#span(start, this.#lines.last ? endOf(this.#lines.last) : start),
      escape: escapeToken,
    }
  }

  #readHeredocs(logicalLine: string): readonly Heredoc[] {
    return heredocWordsOf(logicalLine).map((word) => {
      const start = this.#lines.last?.end ?? 0
      for (let line = this.#lines.next(); line; line = this.#lines.next()) {
        const text = word.chomp ? line.content.replace(/^\t+/, '') : line.content
        if (text !== word.name) continue
        const content = this.#file.text.slice(start, line.start)
        return { ...word, content, span: this.#span(start, line.start) }
      }
      throw new BuildError('syntax', 'unterminated heredoc')
    })
  }

  #comment(line: Line, start: number): Comment {
    const text = trimSpace(line.content.slice(start - line.start + 1))
    return { text, span: this.#span(start, line.contentEnd) }
  }

  #span(start: number, end: number): Span {
    return { file: this.#file, start, end }
  }

  #fail(error: unknown, at: Span | Location): void {
    if (!(error instanceof BuildError)) throw error
    this.#errors.push(error.with({ at }))
  }
}

/** The end of a line's content; of an empty line, of its line break, so that a span touches the line. */
function endOf(line: Line): number {
  return Math.max(line.contentEnd, line.start + 1)
}

function firstBehindSpace(line: Line): number {
  let at = 0
  while (at < line.content.length && isSpace(line.content.charCodeAt(at))) at++
  return line.start + at
}

function escapeOf(value: string): '\\' | '`' {
  if (value === '\\' || value === '`') return value
  throw new BuildError('syntax', `invalid escape token '${value}' does not match \` or \\`)
}

function mayHaveHeredocs(parsed: Arguments, syntax: InstructionSyntax | undefined): boolean {
  if (parsed.form === 'instruction') return parsed.heredocs
  return syntax?.heredocs === true && parsed.form !== 'json'
}
