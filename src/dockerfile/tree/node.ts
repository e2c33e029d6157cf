import type { BuildError, SourceFile, Span } from '../../source/index.ts'
import type { InstructionNode, SyntaxTree } from '../syntax-tree.ts'

/**
 * What every node has. A node is a span of its file, so that it can stand wherever a place is wanted
 * (`new BuildError(code, message, { at: node })`, `locationOf(node)`). Its children lie within it, in order; the
 * nodes without children, read one after the other, are the file.
 *
 * @example
 * const { kind, start, end, text } = nodeAt(tree, offset)
 */
export interface NodeBase<Kind extends string> extends Span {
  readonly kind: Kind
  readonly file: SourceFile
  /** UTF-16 offsets in the text of the file. */
  readonly start: number
  readonly end: number
  /** What the file has there: continuations, comments inside them, quotes and escapes included. */
  readonly text: string
  readonly parent: TreeNode | undefined
  /** In order; what is between those that mean something (white space, continuations …) is among them. */
  readonly children: readonly TreeNode[]
}

/**
 * A node that stands for a value.
 *
 * @example
 * const { value, variables } = flag.valueNode
 */
export interface ValueNode<Kind extends string> extends NodeBase<Kind> {
  /**
   * What it means: continuations joined, the strings of JSON arrays and the values of flags decoded. Variables
   * are in it as they were written, and so are the quotes and escapes that go when variables are replaced.
   */
  readonly value: string
  /** The variables in it, outermost ones only, in order. */
  readonly variables: readonly VariableNode[]
}

/**
 * A whole Dockerfile.
 *
 * @example
 * const tree: Tree = parse('FROM alpine:3\n')
 */
export interface Tree extends NodeBase<'dockerfile'> {
  /** What conversion reads. */
  readonly syntax: SyntaxTree
  readonly escape: '\\' | '`'
  readonly directives: readonly DirectiveNode[]
  /** All comments in order, those inside continuations included. */
  readonly comments: readonly CommentNode[]
  readonly instructions: readonly InstructionTree[]
  /** Everything that is wrong with the text, in the order of its places; no error hides another one. */
  readonly errors: readonly BuildError[]
}

/** A parser directive: `# syntax=docker/dockerfile:1`. */
export interface DirectiveNode extends NodeBase<'directive'> {
  /** Lower-cased. */
  readonly name: string
  readonly value: string
  readonly nameNode: NameNode
  /** Of `# syntax=`, its first word is an image reference. */
  readonly valueNode: ValueNode<'directive-value'>
  readonly errors: readonly BuildError[]
}

/** A comment, on a line of its own or between the lines of an instruction. */
export interface CommentNode extends NodeBase<'comment'> {
  /** Without `#` and without white space around. */
  readonly value: string
}

/**
 * An instruction with all that belongs to it.
 *
 * @example
 * const froms = tree.instructions.filter(({ name }) => name === 'FROM')
 */
export interface InstructionTree extends NodeBase<'instruction'> {
  /** The keyword in upper case; '' where no instruction has it. */
  readonly name: string
  readonly keyword: ValueNode<'keyword'>
  readonly flags: readonly FlagNode[]
  /** Undefined where nothing stands behind keyword and flags, and of ONBUILD. */
  readonly arguments: ArgumentsNode | undefined
  /** The instruction of an ONBUILD. */
  readonly inner: InstructionTree | undefined
  /** Here-documents; those of an ONBUILD belong to the inner instruction. */
  readonly heredocs: readonly HeredocNode[]
  /** What is wrong with it; empty for an inner instruction, whose errors the outer one has. */
  readonly errors: readonly BuildError[]
  /** What conversion reads; undefined of an inner instruction. Of one with a broken text, it has no arguments. */
  readonly node: InstructionNode | undefined
}

/** A flag: `--from=builder`. */
export interface FlagNode extends NodeBase<'flag'> {
  /** Quotes and escapes are gone. */
  readonly name: string
  /** Undefined where the flag has no `=`. */
  readonly value: string | undefined
  readonly nameNode: NameNode
  readonly valueNode: ValueNode<'flag-value'> | undefined
  /** Of --mount and --device: what stands between the commas of the value. */
  readonly options: readonly OptionNode[]
}

/** One option in the value of --mount or --device: `type=cache`. */
export interface OptionNode extends NodeBase<'option'> {
  /** Lower-cased. */
  readonly key: string
  /** Undefined where the option has no `=`. */
  readonly value: string | undefined
  readonly keyNode: NameNode
  readonly valueNode: ValueNode<'option-value'> | undefined
}

/** All that stands behind keyword and flags. */
export interface ArgumentsNode extends NodeBase<'arguments'> {
  /**
   * `text`: one word that is all of it (a command for the shell, a path); `json`: an array of strings;
   * `pairs`: ENV, LABEL, ARG; `words`: anything else. HEALTHCHECK has the word CMD in front of the others.
   */
  readonly form: 'text' | 'words' | 'json' | 'pairs'
  readonly words: readonly WordNode[]
  readonly pairs: readonly PairNode[]
}

/**
 * An argument. A word of FROM is an image reference, `AS`, or the name of the stage; an element of a JSON array
 * is a JSON string, its quotes included.
 */
export type WordNode =
  | ValueNode<'word'>
  | ValueNode<'json-string'>
  | ImageReferenceNode
  | ValueNode<'as'>
  | ValueNode<'stage-name'>

/** A pair of ENV or LABEL, or a name that ARG declares. */
export interface PairNode extends NodeBase<'pair'> {
  readonly key: string
  /** Undefined for an ARG without a default. */
  readonly value: string | undefined
  readonly keyNode: ValueNode<'pair-key'>
  readonly valueNode: ValueNode<'pair-value'> | undefined
  /** True for `ENV KEY value`. */
  readonly legacy: boolean
}

/**
 * What FROM, `COPY --from=`, the `from=` of a mount and `# syntax=` name: an image, or, but for the last, a stage
 * or a named context. Its parts are those of an image reference; a name alone is the repository.
 */
export interface ImageReferenceNode extends ValueNode<'image-reference'> {
  /** Host and port; undefined where none is named. */
  readonly registry: ValueNode<'image-part'> | undefined
  readonly repository: ValueNode<'image-part'>
  readonly tag: ValueNode<'image-part'> | undefined
  readonly digest: ValueNode<'image-part'> | undefined
}

/**
 * A variable in a word: `$NAME`, `${NAME}`, or `${NAME:-word}`.
 *
 * @example
 * variable.operator === '-' && variable.operands[0]?.value
 */
export interface VariableNode extends NodeBase<'variable'> {
  readonly name: string
  readonly nameNode: NameNode
  /** What stands behind the name: '' for nothing, or `-`, `:-`, `+`, `:+`, `?`, `:?`, `#`, `##`, `%`, `%%`, `/`, `//`. */
  readonly operator: string
  /** What stands behind the operator; of `/` and `//` the pattern and what takes its place. */
  readonly operands: readonly ValueNode<'operand'>[]
  /** Who replaces it: the build, or the shell of a command when it runs. */
  readonly expander: 'dockerfile' | 'shell'
}

/**
 * A here-document: its body and the line that ends it. The word that opens it is among the arguments.
 *
 * @example
 * const [script] = instruction.heredocs
 * script?.body.text
 */
export interface HeredocNode extends NodeBase<'heredoc'> {
  /** The word behind `<<`, without quotes. */
  readonly name: string
  /** False where that word is quoted. */
  readonly expand: boolean
  /** True for `<<-`. */
  readonly chomp: boolean
  readonly opener: HeredocOpenerNode | undefined
  readonly body: ValueNode<'heredoc-body'>
  /** Undefined where the document does not end. */
  readonly terminator: NameNode | undefined
}

/** `<<EOF` where it stands among the arguments. */
export interface HeredocOpenerNode extends NodeBase<'heredoc-opener'> {
  /** The word behind `<<` as it was written, quotes included. */
  readonly nameNode: NameNode
}

/** A name: of a directive, a flag, an option, a variable, or a here-document. */
export interface NameNode extends NodeBase<'name'> {
  readonly value: string
}

/**
 * What has no meaning of its own. `punctuation` belongs to the syntax (`--`, `=`, `[`, `,`), `literal` is plain
 * text within a value; `continuation` is an escape character at the end of a line with its line break; `unread`
 * is text behind the place where reading ended (see `SyntaxTree`).
 */
export type PlainNode = NodeBase<
  | 'byte-order-mark'
  | 'white-space'
  | 'line-break'
  | 'continuation'
  | 'punctuation'
  | 'operator'
  | 'literal'
  | 'unread'
>

/**
 * A node of any kind, told apart by `kind`.
 *
 * @example
 * const isTrivia = ({ kind }: TreeNode) => kind === 'white-space' || kind === 'comment'
 */
export type TreeNode =
  | Tree
  | DirectiveNode
  | ValueNode<'directive-value'>
  | CommentNode
  | InstructionTree
  | ValueNode<'keyword'>
  | FlagNode
  | ValueNode<'flag-value'>
  | OptionNode
  | ValueNode<'option-value'>
  | ArgumentsNode
  | WordNode
  | PairNode
  | ValueNode<'pair-key'>
  | ValueNode<'pair-value'>
  | ValueNode<'image-part'>
  | VariableNode
  | ValueNode<'operand'>
  | HeredocNode
  | ValueNode<'heredoc-body'>
  | HeredocOpenerNode
  | NameNode
  | PlainNode
