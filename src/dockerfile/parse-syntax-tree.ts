import { trimSpace } from '../go/index.ts'
import { BuildError, lineRange, type SourceFile, type Span } from '../source/index.ts'
import { DirectiveReader } from './directives.ts'
import { wholeText } from './grammar/index.ts'
import { type HeredocWord, heredocWordsOf } from './heredoc.ts'
import type { InstructionSyntax, InstructionTable } from './instruction-syntax.ts'
import { findSyntax } from './instruction-table.ts'
import { type Line, LineReader, LONGEST_LINE } from './lines.ts'
import { behindSpace, fileOffset, type LogicalLine, readLogicalLine } from './logical-line.ts'
import { splitInstruction } from './split-instruction.ts'
import type {
  Arguments,
  BrokenInstruction,
  Comment,
  Directive,
  Heredoc,
  InstructionNode,
  SyntaxTree,
} from './syntax-tree.ts'
import { readToMeantEnd } from './unterminated-heredoc.ts'

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
/**
 * So many instructions take more than the 16 MiB that BuildKit takes: a short RUN has 600 bytes in the definition,
 * most others 100 in the history of the image.
 */
export const MOST_INSTRUCTIONS = 60_000
/** So many lines of instructions do not fit a definition, which says of each line which op it belongs to. */
const MOST_LINES = 500_000
/** Comments that are kept: a file of nothing else would take all memory there is. */
const MOST_COMMENTS = 250_000
/** Unknown instructions behind which nobody looks for what else is wrong. */
const MOST_UNKNOWN = 500_000
/** Lines that may be read twice, behind here-documents that do not end. */
const MOST_REREAD = 1_000_000
const none: readonly never[] = []

class TreeParser {
  readonly #file: SourceFile
  readonly #syntaxes: InstructionTable
  readonly #lines: LineReader
  readonly #directiveReader = new DirectiveReader('#')
  readonly #directives: Directive[] = []
  readonly #comments: Comment[] = []
  readonly #instructions: InstructionNode[] = []
  readonly #broken: BrokenInstruction[] = []
  readonly #emptyContinuations: Span[] = []
  readonly #errors: BuildError[] = []
  /** What is wrong with the here-documents of the instruction that is being read. */
  #unterminated: BuildError | undefined
  #unknown = 0
  #reread = 0
  /** Lines of all instructions so far. */
  #instructionLines = 0
  #escape: '\\' | '`' = '\\'
  /** Comments that the next instruction will have. */
  #above: string[] = []

  constructor(file: SourceFile, syntaxes: InstructionTable) {
    this.#file = file
    this.#syntaxes = syntaxes
    this.#lines = new LineReader(file)
  }

  parse(): SyntaxTree {
    if (isUtf16(this.#file.bytes)) return this.#unreadable()
    let found = false
    for (let line = this.#lines.next(); line && this.#wantsMore; line = this.#lines.next()) {
      if (this.#readDirective(line)) continue
      const start = behindSpace(line)
      if (line.content[start - line.start] === '#') {
        this.#readComment(line, start)
        continue
      }
      if (start === line.contentEnd) {
        if (this.#directiveReader.done) this.#lines.skip('\n')
        continue
      }
      found = true
      this.#readInstruction(line, start)
    }
    const lastLine = { file: this.#file, ranges: [lineRange(this.#lines.count)] }
    if (!found)
      this.#errors.push(new BuildError('no-instructions', 'file with no instructions', { at: lastLine }))
    if (this.#lines.stopped) {
      const message = `dockerfile line greater than max allowed size of ${LONGEST_LINE}`
      this.#errors.push(new BuildError('line-too-long', message, { at: lastLine }))
    }
    return this.#tree()
  }

  get #wantsMore(): boolean {
    return (
      this.#errors.length < ENOUGH &&
      this.#unknown < MOST_UNKNOWN &&
      this.#reread < MOST_REREAD &&
      this.#instructionLines < MOST_LINES
    )
  }

  #tree(): SyntaxTree {
    return {
      file: this.#file,
      escape: this.#escape,
      directives: this.#directives,
      comments: this.#comments,
      instructions: this.#instructions,
      broken: this.#broken,
      emptyContinuations: this.#emptyContinuations,
      errors: this.#errors,
    }
  }

  /** A file in another encoding is one error, and not one for each of its lines. */
  #unreadable(): SyntaxTree {
    const message = 'the Dockerfile is encoded in UTF-16, save it as UTF-8'
    const at = { file: this.#file, ranges: [lineRange(1)] }
    return {
      file: this.#file,
      escape: this.#escape,
      directives: [],
      comments: [],
      instructions: [],
      broken: [],
      emptyContinuations: [],
      errors: [new BuildError('encoding', message, { at, own: true })],
    }
  }

  #readDirective(line: Line): boolean {
    if (this.#directiveReader.done) return false
    const directive = this.#directiveReader.read(line.content.slice(behindSpace(line) - line.start))
    if (!directive) return false
    const { name, value, repeated } = directive
    const span = this.#span(line.start, line.contentEnd)
    let message: string | undefined
    if (repeated) message = `only one ${name} parser directive can be used`
    else if (name === 'escape') {
      if (value === '\\' || value === '`') this.#escape = value
      else message = `invalid escape token '${value}' does not match \` or \\`
    }
    let error: BuildError | undefined
    if (message !== undefined) {
      // The reference counts the lines before this one.
      const at = { file: this.#file, ranges: [lineRange(line.number - 1)] }
      error = new BuildError(repeated ? 'directive-repeated' : 'escape-value', message, { at, focus: span })
      this.#errors.push(error)
    }
    this.#directives.push({ name, value, span, error })
    return true
  }

  #readComment(line: Line, start: number): void {
    if (this.#comments.length === MOST_COMMENTS) {
      this.#lines.skip('#')
      return
    }
    this.#onComment(line, start)
    // The reference drops the first character, whatever it is.
    const above = trimSpace(line.content.slice(1))
    if (above === '') this.#above = []
    else this.#above.push(above)
  }

  #readInstruction(first: Line, start: number): void {
    const lines = this.#lines
    lines.limit = first.number + MOST_LINES - this.#instructionLines
    const logical = readLogicalLine(lines, first, start, this.#escape, this.#onComment)
    const last = this.#lines.last ?? first
    if (logical.hasEmptyLines) this.#emptyContinuations.push(this.#span(last.start, endOf(last)))
    const comments = this.#above.length === 0 ? none : this.#above
    if (this.#above.length > 0) this.#above = []
    const escapeToken = this.#escape
    const { keyword, flags, argumentText } = splitInstruction(logical.text, escapeToken)
    const syntax = findSyntax(this.#syntaxes, keyword)
    if (!syntax) this.#unknown++
    let parsed: Arguments = noArguments
    let heredocs: readonly Heredoc[] = none
    let malformed: BuildError | undefined
    try {
      if (syntax) {
        parsed = (syntax.arguments ?? wholeText)(argumentText, {
          keyword: syntax.name,
          escape: escapeToken,
          syntaxes: this.#syntaxes,
        })
      }
      if (mayHaveHeredocs(parsed, syntax) && logical.text.includes('<<')) {
        heredocs = this.#readHeredocs(logical, start)
      }
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      malformed = error
    }
    if (this.#unknown > ENOUGH) return
    const span = this.#span(start, this.#lines.last ? endOf(this.#lines.last) : start)
    const node: InstructionNode = {
      keyword,
      original: logical.text,
      flags:
        flags.length === 0
          ? none
          : flags.map(({ name, value, start: from, end: to }) => ({
              name,
              value,
              span: this.#span(fileOffset(logical, from), fileOffset(logical, to - 1) + 1),
            })),
      argumentText,
      arguments: parsed,
      heredocs,
      comments,
      span,
      escape: escapeToken,
    }
    this.#instructionLines += lines.count - first.number
    let error = malformed ?? this.#unterminated
    if (lines.count >= lines.limit) {
      error = new BuildError('syntax', `the instructions have more than ${MOST_LINES} lines`)
      this.#instructionLines = MOST_LINES
    }
    lines.limit = Number.POSITIVE_INFINITY
    this.#unterminated = undefined
    if (this.#instructions.length === MOST_INSTRUCTIONS) {
      error = new BuildError('syntax', `there are more than ${MOST_INSTRUCTIONS} instructions`)
    }
    if (error === undefined) this.#instructions.push(node)
    else {
      const placed = error.locations.length > 0 ? error : error.with({ at: span })
      this.#errors.push(placed)
      this.#broken.push({ node, error: placed })
    }
  }

  #readHeredocs(logical: LogicalLine, start: number): readonly Heredoc[] {
    const heredocs: Heredoc[] = []
    for (const word of heredocWordsOf(logical.text)) {
      const heredoc = this.#readHeredoc(word, start)
      heredocs.push(heredoc)
      if (this.#unterminated) break
    }
    return heredocs
  }

  #readHeredoc(word: HeredocWord, instruction: number): Heredoc {
    const before = this.#lines.last as Line
    const start = before.end
    const upTo = (end: number): Heredoc => ({
      name: word.name,
      fileDescriptor: word.fileDescriptor,
      expand: word.expand,
      chomp: word.chomp,
      content: this.#file.text.slice(start, end),
      span: this.#span(start, end),
    })
    for (let line = this.#lines.next(); line; line = this.#lines.next()) {
      const text = word.chomp ? line.content.replace(/^\t+/, '') : line.content
      if (text === word.name) return upTo(line.start)
    }
    // The reference takes all that follows for the body. So that nothing of it is lost, reading goes on where
    // the document was meant to end.
    const at = this.#span(instruction, endOf(this.#lines.last ?? before))
    this.#reread += this.#lines.count - before.number
    this.#lines.goBackTo(before)
    const { bodyEnd, hint } = readToMeantEnd(this.#lines, word, this.#syntaxes)
    this.#unterminated = new BuildError('heredoc-unterminated', 'unterminated heredoc', { at, hint })
    return upTo(bodyEnd)
  }

  readonly #onComment = (line: Line, start: number): void => {
    if (this.#comments.length < MOST_COMMENTS) this.#comments.push(this.#comment(line, start))
  }

  #comment(line: Line, start: number): Comment {
    const text = trimSpace(line.content.slice(start - line.start + 1))
    return { text, span: this.#span(start, line.contentEnd) }
  }

  #span(start: number, end: number): Span {
    return { file: this.#file, start, end }
  }
}

const noArguments: Arguments = { form: 'words', words: none }

/** The end of a line's content; of an empty line, of its line break, so that a span touches the line. */
function endOf(line: Line): number {
  return Math.max(line.contentEnd, line.start + 1)
}

/** Whether a file begins with the byte order mark of UTF-16. The reference ends without an answer there. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function mayHaveHeredocs(parsed: Arguments, syntax: InstructionSyntax | undefined): boolean {
  if (parsed.form === 'instruction') return parsed.heredocs
  return syntax?.heredocs === true && parsed.form !== 'json'
}
