import { Cursor } from './cursor.ts'
import type { Environment } from './environment.ts'
import type { ExpansionOptions } from './options.ts'
import { type Substitution, substitute, unsupported, writtenForm } from './substitution.ts'
import { TextBudget } from './text-budget.ts'
import type { VariableTrace } from './variable-trace.ts'
import { WordList } from './word-list.ts'

/** A word: all of the text, or one of those in a substitution, which `stop` ends. */
interface WordFrame {
  readonly kind: 'word'
  readonly stop: '' | '}' | '/'
  readonly rawEscapes: boolean
  readonly substitution: Substitution | undefined
  text: string
  /** The end of the text, see `append`. */
  end: string
}

/** A text in double quotes. */
interface QuoteFrame {
  readonly kind: 'quote'
  readonly rawEscapes: boolean
  text: string
  /** The end of the text, see `append`. */
  end: string
}

type Frame = WordFrame | QuoteFrame

/** Where plain text ends: in a word, in a word whose quotes are plain text, and in double quotes. */
const specialInWord = /[$<'"\\`}/]/g
const specialButQuotes = /[$<\\`}/]/g
const specialInQuote = /[$"\\`]/g

/** So long an end is joined to the text. */
const pieceLength = 4096

/**
 * Adds to the text of a frame. What is short goes to its end first: a text of millions of short parts would be as many
 * objects for an engine that joins parts late.
 */
function append(frame: Frame, text: string): void {
  frame.end += text
  if (frame.end.length < pieceLength) return
  frame.text += frame.end
  frame.end = ''
}

function textOf({ text, end }: Frame): string {
  return end === '' ? text : text + end
}

/** Deeper than that, nothing is meant any more. */
const deepest = 500_000

/** What is wrong with a text; the caller puts the text itself in front of it. */
export class ScanProblem {
  readonly message: string
  /** Whether the text is well-formed, and refuses the value of a variable (`:?`). */
  readonly refusal: boolean

  constructor(message: string, refusal = false) {
    this.message = message
    this.refusal = refusal
  }
}

/**
 * Reads one text from left to right, replaces variables and takes quotes and escapes away. What is open (a
 * substitution in a quote in a substitution …) is kept on a stack of its own, so that depth costs no more than
 * length.
 */
export class Scanner {
  /** Names of the variables that had a value, and of those that had none; undefined where there are none. */
  matched: Set<string> | undefined
  unmatched: Set<string> | undefined
  readonly #cursor: Cursor
  readonly #environment: Environment
  readonly #options: ExpansionOptions
  readonly #escape: string
  readonly #words: WordList | undefined
  readonly #root: WordFrame
  readonly #stack: Frame[]
  readonly #specialInWord: RegExp
  readonly #trace: VariableTrace | undefined
  #unclosedQuote: number | undefined

  /** @param trace told where variables stand */
  constructor(
    source: string,
    environment: Environment,
    options: ExpansionOptions,
    splitWords: boolean,
    trace?: VariableTrace,
  ) {
    this.#trace = trace
    this.#cursor = new Cursor(source)
    this.#environment = environment
    this.#options = options
    this.#escape = options.escape ?? '\\'
    this.#words = splitWords ? new WordList() : undefined
    this.#root = {
      kind: 'word',
      stop: '',
      rawEscapes: options.rawEscapes ?? false,
      substitution: undefined,
      text: '',
      end: '',
    }
    this.#stack = [this.#root]
    this.#specialInWord = options.skipQuotes ? specialButQuotes : specialInWord
  }

  /** Where the reading of a malformed text stopped: behind what is wrong with it. */
  get stoppedAt(): number {
    return this.#unclosedQuote ?? this.#cursor.at
  }

  /** Reads the text. Throws a ScanProblem. */
  scan(): { readonly result: string; readonly words: readonly string[] } {
    for (;;) {
      const frame = this.#stack[this.#stack.length - 1]
      if (!frame) break
      if (frame.kind === 'word') this.#scanWord(frame)
      else this.#scanQuote(frame)
    }
    return { result: textOf(this.#root), words: this.#words?.finish() ?? [] }
  }

  /** Reads on in a word until it ends or something is opened. */
  #scanWord(frame: WordFrame): void {
    const cursor = this.#cursor
    for (;;) {
      this.#plainText(frame, this.#specialInWord)
      const character = cursor.peek()
      if (character === undefined) {
        if (frame.stop !== '') {
          this.#fail(`unexpected end of statement while looking for matching ${frame.stop}`)
        }
        this.#stack.pop()
        return
      }
      if (character === frame.stop) {
        cursor.at++
        this.#stack.pop()
        this.#endSubstitutionWord(frame)
        return
      }
      if (character === this.#escape) this.#escaped(frame)
      else if (character === '$') {
        if (this.#variable()) return
      } else if (character === '<') this.#add(frame, cursor.redirection(), true)
      else if (character === "'" && !this.#options.skipQuotes) this.#singleQuoted(frame)
      else if (character === '"' && !this.#options.skipQuotes) {
        cursor.at++
        const text = this.#options.rawQuotes ? '"' : ''
        this.#stack.push({ kind: 'quote', rawEscapes: frame.rawEscapes, text, end: '' })
        return
      } else {
        cursor.at++
        this.#add(frame, character, false)
      }
    }
  }

  /** Reads on in double quotes until they end or something is opened. */
  #scanQuote(frame: QuoteFrame): void {
    const cursor = this.#cursor
    for (;;) {
      this.#plainText(frame, specialInQuote)
      const character = cursor.peek()
      if (character === undefined) {
        this.#fail('unexpected end of statement while looking for matching double-quote')
      }
      if (character === '$') {
        if (this.#variable()) return
        continue
      }
      cursor.at++
      if (character === '"') {
        this.#stack.pop()
        const parent = this.#stack[this.#stack.length - 1] as Frame
        this.#add(parent, this.#options.rawQuotes ? `${textOf(frame)}"` : textOf(frame), true)
        return
      }
      if (character !== this.#escape) {
        append(frame, character)
        continue
      }
      const next = cursor.peek()
      if (frame.rawEscapes) append(frame, character)
      if (next === undefined) continue
      if (next === '"' || next === '$' || next === this.#escape) {
        cursor.at++
        append(frame, next)
      } else append(frame, character)
    }
  }

  #plainText(frame: Frame, special: RegExp): void {
    const text = this.#cursor.until(special)
    if (text !== '') this.#add(frame, text, false)
  }

  #escaped(frame: WordFrame): void {
    if (frame.rawEscapes) this.#add(frame, this.#escape, true)
    this.#cursor.at++
    if (!this.#cursor.done) this.#add(frame, this.#cursor.character(), true)
  }

  #singleQuoted(frame: WordFrame): void {
    const start = this.#cursor.at
    const quoted = this.#cursor.singleQuoted()
    if (quoted === undefined) {
      this.#unclosedQuote = start + 1
      this.#fail('unexpected end of statement while looking for matching single-quote')
    }
    this.#add(frame, this.#options.rawQuotes ? quoted : quoted.slice(1, -1), true)
  }

  /** Reads from `$` on. True where a word of a substitution has been opened. */
  #variable(): boolean {
    const cursor = this.#cursor
    const start = cursor.at
    cursor.at++
    if (cursor.peek() !== '{') {
      const name = cursor.name()
      if (name === '') this.#emit('$')
      else {
        this.#trace?.add(start, start + 1, cursor.at, cursor.at)
        this.#emit(this.#lookUp(name) ?? (this.#options.skipUnset ? `$${name}` : ''))
      }
      return false
    }
    cursor.at++
    const first = cursor.peek()
    if (first === undefined) this.#fail("syntax error: missing '}'")
    if ('{}:'.includes(first)) this.#fail('syntax error: bad substitution')
    const name = cursor.name()
    const nameEnd = cursor.at
    const operator = cursor.character()
    if (operator === '}') {
      this.#trace?.add(start, start + 2, nameEnd, cursor.at)
      this.#emit(this.#lookUp(name) ?? (this.#options.skipUnset ? `\${${name}}` : ''))
      return false
    }
    if (operator === '/') {
      const all = cursor.peek() === '/'
      if (all) cursor.at++
      this.#trace?.begin(start, start + 2, nameEnd, cursor.at)
      this.#open('/', true, { name, operator, all, pattern: undefined })
      return true
    }
    const modifier = operator === ':' ? cursor.character() : operator
    const trims = modifier === '#' || modifier === '%'
    if (operator === ':' ? trims : !'+-?#%'.includes(operator)) {
      this.#trace?.fail(start, start + 2, nameEnd)
      this.#fail(unsupported(operator === ':' ? operator + modifier : operator))
    }
    const written = operator === ':' ? operator + modifier : operator
    this.#trace?.begin(start, start + 2, nameEnd, cursor.at)
    this.#open('}', trims, { name, operator: written, all: false, pattern: undefined })
    return true
  }

  #open(stop: '}' | '/', rawEscapes: boolean, substitution: Substitution): void {
    // The reference reads the inner word into the buffer of the outer one, which loses what is in it.
    this.#words?.dropWord()
    if (this.#stack.length > deepest) this.#fail(`variables are nested more than ${deepest} times`)
    this.#stack.push({ kind: 'word', stop, rawEscapes, substitution, text: '', end: '' })
  }

  #endSubstitutionWord(frame: WordFrame): void {
    const substitution = frame.substitution as Substitution
    this.#trace?.endOperand(this.#cursor.at - 1)
    if (frame.stop === '/') {
      this.#open('}', true, { ...substitution, pattern: textOf(frame) })
      return
    }
    this.#trace?.end(this.#cursor.at)
    const value = this.#lookUp(substitution.name)
    if (value === undefined && this.#options.skipUnset) {
      this.#emit(writtenForm(substitution, textOf(frame)))
      return
    }
    const { budget = new TextBudget() } = this.#options
    const replacement = substitute(substitution, { word: textOf(frame), value }, budget)
    if (replacement.problem !== undefined) this.#fail(replacement.problem, replacement.refusal)
    this.#emit(replacement.value)
  }

  #lookUp(name: string): string | undefined {
    const value = this.#environment.get(name)
    if (value === undefined) {
      this.unmatched ??= new Set()
      this.unmatched.add(name)
    } else {
      this.matched ??= new Set()
      this.matched.add(name)
    }
    return value
  }

  /** Adds what a variable stands for, which is split like plain text. */
  #emit(text: string): void {
    this.#add(this.#stack[this.#stack.length - 1] as Frame, text, false)
  }

  #add(frame: Frame, text: string, raw: boolean): void {
    TextBudget.check(frame.text.length + frame.end.length + text.length)
    append(frame, text)
    if (frame !== this.#root || !this.#words) return
    if (raw) this.#words.addRaw(text)
    else this.#words.addPlain(text)
  }

  /** Refuses the text. At its end, the outermost substitution that is open says what it misses. */
  #fail(message: string, refusal = false): never {
    if (this.#cursor.done) {
      for (const frame of this.#stack) {
        if (frame.kind !== 'word' || frame.stop === '') continue
        throw new ScanProblem(
          frame.stop === '/' ? "syntax error: missing '/' in ${}" : "syntax error: missing '}'",
        )
      }
    }
    throw new ScanProblem(message, refusal)
  }
}
