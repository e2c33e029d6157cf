import type { BuildError, SourceFile, Span } from '../source/index.ts'

/** A parser directive (`# key=value` at the head of the file) as it was written. */
export interface Directive {
  /** Lower-cased name: `syntax`, `escape`, `check`, or one that is unknown. */
  readonly name: string
  readonly value: string
  readonly span: Span
  /** What is wrong with it, which is among the errors of the tree too. */
  readonly error: BuildError | undefined
}

/** A comment line that stands alone; text is without `#` and without surrounding white space. */
export interface Comment {
  readonly text: string
  readonly span: Span
}

/** One flag of an instruction (`--name` or `--name=value`), as it was written. */
export interface Flag {
  readonly name: string
  /** Undefined where the flag has no `=`. Quotes and escapes are gone, variables are not replaced. */
  readonly value: string | undefined
  readonly span: Span
}

/**
 * A here-document attached to an instruction.
 *
 * @example
 * const [script] = node.heredocs
 * script?.content
 */
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
 * One pair of ENV or LABEL.
 *
 * @example
 * const pair: KeyValue = { key: 'NAME', value: 'value', legacy: false }
 */
export interface KeyValue {
  readonly key: string
  readonly value: string
  /** True for the legacy `KEY value` form. */
  readonly legacy: boolean
}

/**
 * The arguments of an instruction, split as its grammar splits them: quotes, escapes and variables are still
 * in them, save for JSON strings, which are decoded.
 *
 * @example
 * const words = node.arguments.form === 'json' ? node.arguments.words : []
 */
export type Arguments =
  /** All of the text as one word; no word where there is no text. */
  | { readonly form: 'text'; readonly words: readonly string[] }
  | { readonly form: 'words'; readonly words: readonly string[] }
  /** A JSON array of strings. */
  | { readonly form: 'json'; readonly words: readonly string[] }
  /** `key=value` pairs, or one legacy `key value`; `words` is empty. */
  | { readonly form: 'pairs'; readonly words: readonly string[]; readonly pairs: readonly KeyValue[] }
  /** An instruction in an instruction; `words` is its keyword, or empty. */
  | {
      readonly form: 'instruction'
      readonly words: readonly string[]
      /** Whether here-documents may follow the inner instruction. */
      readonly heredocs: boolean
    }

/**
 * One instruction of the text: what a logical line (continuations joined, comments inside it dropped) and
 * its here-documents say, before anybody knows what it means.
 *
 * @example
 * const { keyword, flags, span } = instruction.node
 */
export interface InstructionNode {
  /** The first word as it was written. */
  readonly keyword: string
  /** All of the logical line: keyword, flags, arguments; continuations joined, as the reference joins them. */
  readonly original: string
  readonly flags: readonly Flag[]
  /** What follows keyword and flags, white space at both ends dropped. */
  readonly argumentText: string
  /** The argument text as the instruction's grammar splits it; of an unknown instruction, it is empty. */
  readonly arguments: Arguments
  readonly heredocs: readonly Heredoc[]
  /**
   * The comment lines above, oldest first, without `#` and without white space around. Empty lines between
   * do not matter; an empty comment drops those above it. An indented comment keeps its `#`.
   */
  readonly comments: readonly string[]
  /** From the first byte of the instruction to the end of the last line, here-documents included. */
  readonly span: Span
  readonly escape: '\\' | '`'
}

/**
 * An instruction whose text cannot be split as its grammar wants it, or whose here-document does not end: its
 * arguments are empty, and a here-document without an end reaches as far as it seems to be meant to.
 */
export interface BrokenInstruction {
  readonly node: InstructionNode
  /** What is wrong with it, which is among the errors of the tree too. */
  readonly error: BuildError
}

/**
 * A Dockerfile as text with structure. Every byte of the file belongs to a node, a comment, or is white space;
 * of a text that is evidently no Dockerfile (a hundred errors or unknown instructions), what follows is left out.
 */
export interface SyntaxTree {
  readonly file: SourceFile
  readonly escape: '\\' | '`'
  readonly directives: readonly Directive[]
  readonly comments: readonly Comment[]
  readonly instructions: readonly InstructionNode[]
  /** Those that are malformed; nothing is made of them, but what stands behind them is in the tree. */
  readonly broken: readonly BrokenInstruction[]
  /**
   * For each continued instruction with empty lines inside (build check NoEmptyContinuation) the last line of
   * its logical line, which is where the reference reports it.
   */
  readonly emptyContinuations: readonly Span[]
  /** Everything that is wrong with the text, in order; the reference stops at the first. */
  readonly errors: readonly BuildError[]
}
