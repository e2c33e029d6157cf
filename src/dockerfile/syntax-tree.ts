import type { BuildError, SourceFile, Span } from '../source/index.ts'

/** A parser directive (`# key=value` at the head of the file) as it was written. */
export interface Directive {
  /** Lower-cased name: `syntax`, `escape`, `check`, or one that is unknown. */
  readonly name: string
  readonly value: string
  readonly span: Span
}

/** A comment line that stands alone; text is without `#` and without surrounding white space. */
export interface Comment {
  readonly text: string
  readonly span: Span
}

/** One flag of an instruction (`--name` or `--name=value`), as it was written. */
export interface Flag {
  readonly name: string
  /** Undefined where the flag has no `=`. Quotes and variables are not processed. */
  readonly value: string | undefined
  readonly span: Span
}

/** A here-document attached to an instruction. */
export interface Heredoc {
  /** The terminating word, without quotes. */
  readonly name: string
  /** The file descriptor before `<<`, 0 where none is written. */
  readonly fileDescriptor: number
  /** False when the word is quoted, so that variables in the body stay as they are. */
  readonly expand: boolean
  /** True for `<<-`: leading tabs of each line are dropped where the content is used. */
  readonly chomp: boolean
  /** The body as written, each line with its line break. */
  readonly content: string
  /** The body's place in the file. */
  readonly span: Span
}

/**
 * One instruction of the text: what a logical line (continuations joined, comments inside it dropped) and
 * its here-documents say, before anybody knows what it means.
 */
export interface InstructionNode {
  /** The first word as it was written. */
  readonly keyword: string
  /** All of the logical line: keyword, flags, arguments; continuations joined, as the reference joins them. */
  readonly original: string
  readonly flags: readonly Flag[]
  /** What follows keyword and flags, white space at both ends dropped. */
  readonly argumentText: string
  readonly heredocs: readonly Heredoc[]
  /** The comment lines directly above (no empty line between), oldest first, without `#`. */
  readonly comments: readonly string[]
  /** From the first byte of the keyword to the end of the last line, here-documents included. */
  readonly span: Span
  readonly escape: '\\' | '`'
}

/** A Dockerfile as text with structure. Every byte of the file belongs to a node, a comment, or is white space. */
export interface SyntaxTree {
  readonly file: SourceFile
  readonly escape: '\\' | '`'
  readonly directives: readonly Directive[]
  readonly comments: readonly Comment[]
  readonly instructions: readonly InstructionNode[]
  /** Lines inside a continued instruction that are empty (build check NoEmptyContinuation). */
  readonly emptyContinuations: readonly Span[]
  /** Everything that is wrong with the text, in order; the reference stops at the first. */
  readonly errors: readonly BuildError[]
}
