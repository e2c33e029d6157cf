import type { Instruction, InstructionBase } from './instruction.ts'
import type { Arguments, InstructionNode } from './syntax-tree.ts'

/**
 * A flag that an instruction knows.
 *
 * @example
 * const link: FlagDefinition = { name: 'link', type: 'boolean' }
 */
export type FlagDefinition =
  | { readonly name: string; readonly type: 'boolean' }
  | { readonly name: string; readonly type: 'string' }
  | { readonly name: string; readonly type: 'strings' }

/**
 * The flags of an instruction after checking against its definitions: duplicates, values and types.
 *
 * @example
 * const from = flags().string('from') ?? ''
 */
export interface FlagValues {
  /** The value of a boolean flag; undefined where it is not used. */
  boolean(name: string): boolean | undefined
  /** The value of a string flag; undefined where it is not used. */
  string(name: string): string | undefined
  /** All values of a flag that may be repeated, in order. */
  strings(name: string): readonly string[]
  /** Names of the flags that are used, in the order of their definitions. */
  readonly used: readonly string[]
}

/** What a grammar may need to know beside the text. */
export interface GrammarContext {
  /** The instruction's keyword in upper case, for messages. */
  readonly keyword: string
  readonly escape: '\\' | '`'
  /** All instructions, for arguments that are instructions themselves. */
  readonly syntaxes: InstructionTable
}

/**
 * Splits an instruction's argument text (without flags, trimmed). Runs while the text is split into
 * instructions, so what it throws (BuildError) comes before the errors of any `parse`.
 *
 * @example
 * const commaSeparated: ArgumentGrammar = (text) => ({ form: 'words', words: text.split(',') })
 */
export type ArgumentGrammar = (text: string, context: GrammarContext) => Arguments

/** Instructions by keyword in upper case. */
export type InstructionTable = ReadonlyMap<string, InstructionSyntax>

/** Replaces the variables in one word. Throws a BuildError for a malformed expression or a `:?` refusal. */
export type WordExpander = (word: string) => string

/**
 * What expands an instruction's words; `raw` keeps quotes and escapes (bodies of here-documents).
 *
 * @example
 * expand: (value, { word, raw }) => ({ ...value, name: word(value.name), body: raw(value.body) })
 */
export interface Expanders {
  readonly word: WordExpander
  readonly raw: WordExpander
}

/**
 * How an instruction is written: the part of its definition that needs nothing but text. The built-in ones
 * stand in instructions/, one file each; an extension's are made the same way.
 *
 * @example
 * const { flags } = builtinInstructions.get('COPY') as InstructionSyntax
 */
export interface InstructionSyntax<I extends Instruction = Instruction> {
  /** The keyword in upper case. */
  readonly name: string
  readonly flags: readonly FlagDefinition[]
  /** Whether here-documents may follow (not after a JSON form); false takes `<<` as plain text. */
  readonly heredocs: boolean
  /** How the argument text is split; absent, all of it is one argument. */
  readonly arguments?: ArgumentGrammar
  /**
   * Makes the typed instruction. Throws a BuildError on bad input; the caller
   * adds the place.
   * @param flags checks the flags that were written against the definitions and gives their values. It is a
   *   function so that an instruction may look at its arguments first; one that never calls it takes any flag.
   */
  parse(node: InstructionNode, flags: () => FlagValues, base: InstructionBase<never>): I
  /** The instruction with its variables replaced; absent where the reference replaces none. */
  expand?(instruction: I, expanders: Expanders): I
}
