import type { Environment } from './environment.ts'
import type { ExpansionOptions } from './options.ts'
import { type Substitution, substitute, unsupported, writtenForm } from './substitution.ts'
import { WordList } from './word-list.ts'

/** A word: all of the text, or one of those in a substitution, which `stop` ends. */
interface WordFrame {
  readonly kind: 'word'
  readonly stop: '' | '}' | '/'
  readonly rawEscapes: boolean
  readonly substitution: Substitution | undefined
  text: string
}

/** A text in double quotes. */
interface QuoteFrame {
  readonly kind: 'quote'
  readonly rawEscapes: boolean
  text: string
}

type Frame = WordFrame | QuoteFrame

/** What is wrong with a text; the caller puts the text itself in front of it. */
export class ScanProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

const END = '\uFFFD' // how the reference shows the end of the text in messages
const SPECIAL_NAMES = '@*#?-$!0'
const nameForm = /\p{Nd}+|[\p{L}_][\p{L}\p{Nd}_]*/uy

/**
 * Reads one text from left to right, replaces variables and takes quotes and escapes away. What is open (a
 * substitution in a quote in a substitution …) is kept on a stack of its own, so that depth costs no more than
 * length.
 */
export class Scanner {
  readonly matched = new Set<string>()
  readonly unmatched = new Set<string>()
  readonly #source: string
  readonly #environment: Environment
  readonly #options: ExpansionOptions
  readonly #escape: string
  readonly #words: WordList | undefined
  readonly #root: WordFrame
  readonly #stack: Frame[]
  /** Where plain text ends in a word, and in double quotes. */
  readonly #specialInWord: RegExp
  readonly #specialInQuote: RegExp
  #at: number

  constructor(source: string, environment: Environment, options: ExpansionOptions, splitWords: boolean) {
    this.#source = source.toWellFormed()
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
    }
    this.#stack = [this.#root]
    this.#specialInWord = options.skipQuotes ? /[$<\\`}/]/g : /[$<'"\\`}/]/g
    this.#specialInQuote = /[$"\\`]/g
    this.#at = source.startsWith('\uFEFF') ? 1 : 0
  }

  /** Reads the text. Throws a ScanProblem. */
  scan(): { readonly result: string; readonly words: readonly string[] } {
    for (;;) {
      const frame = this.#stack[this.#stack.length - 1]
      if (!frame) break
      if (frame.kind === 'word') this.#scanWord(frame)
      else this.#scanQuote(frame)
    }
    return { result: this.#root.text, words: this.#words?.finish() ?? [] }
  }

  /** Reads on in a word until it ends or something is opened. */
  #scanWord(frame: WordFrame): void {
    const source = this.#source
    for (;;) {
      this.#plainText(frame, this.#specialInWord)
      const character = source[this.#at]
      if (character === undefined) {
        if (frame.stop !== '') {
          this.#fail(`unexpected end of statement while looking for matching ${frame.stop}`)
        }
        this.#stack.pop()
        return
      }
      if (character === frame.stop) {
        this.#at++
        this.#stack.pop()
        this.#endSubstitutionWord(frame)
        return
      }
      if (character === this.#escape) this.#escaped(frame)
      else if (character === '$') {
        if (this.#variable()) return
      } else if (character === '<') this.#add(frame, this.#redirection(), true)
      else if (character === "'" && !this.#options.skipQuotes) this.#singleQuoted(frame)
      else if (character === '"' && !this.#options.skipQuotes) {
        this.#at++
        const text = this.#options.rawQuotes ? '"' : ''
        this.#stack.push({ kind: 'quote', rawEscapes: frame.rawEscapes, text })
        return
      } else {
        this.#at++
        this.#add(frame, character, false)
      }
    }
  }

  /** Reads on in double quotes until they end or something is opened. */
  #scanQuote(frame: QuoteFrame): void {
    const source = this.#source
    for (;;) {
      this.#plainText(frame, this.#specialInQuote)
      const character = source[this.#at]
      if (character === undefined) {
        this.#fail('unexpected end of statement while looking for matching double-quote')
      }
      if (character === '$') {
        if (this.#variable()) return
        continue
      }
      this.#at++
      if (character === '"') {
        this.#stack.pop()
        const parent = this.#stack[this.#stack.length - 1] as Frame
        this.#add(parent, this.#options.rawQuotes ? `${frame.text}"` : frame.text, true)
        return
      }
      if (character !== this.#escape) {
        frame.text += character
        continue
      }
      const next = source[this.#at]
      if (frame.rawEscapes) frame.text += character
      if (next === undefined) continue
      if (next === '"' || next === '$' || next === this.#escape) {
        this.#at++
        frame.text += next
      } else frame.text += character
    }
  }

  #plainText(frame: Frame, special: RegExp): void {
    special.lastIndex = this.#at
    const end = special.exec(this.#source)?.index ?? this.#source.length
    if (end === this.#at) return
    this.#add(frame, this.#source.slice(this.#at, end), false)
    this.#at = end
  }

  #escaped(frame: WordFrame): void {
    const source = this.#source
    if (frame.rawEscapes) this.#add(frame, this.#escape, true)
    this.#at++
    if (this.#at >= source.length) return
    const character = String.fromCodePoint(source.codePointAt(this.#at) as number)
    this.#at += character.length
    this.#add(frame, character, true)
  }

  #singleQuoted(frame: WordFrame): void {
    const close = this.#source.indexOf("'", this.#at + 1)
    if (close < 0) {
      this.#at = this.#source.length
      this.#fail('unexpected end of statement while looking for matching single-quote')
    }
    const raw = this.#options.rawQuotes ?? false
    this.#add(frame, this.#source.slice(raw ? this.#at : this.#at + 1, raw ? close + 1 : close), true)
    this.#at = close + 1
  }

  /** `<`, or `<<` with the white space behind it, which does not split words. */
  #redirection(): string {
    const start = this.#at++
    if (this.#source[this.#at] !== '<') return '<'
    this.#at++
    while (this.#at < this.#source.length && '\t\r '.includes(this.#source[this.#at] as string)) this.#at++
    return this.#source.slice(start, this.#at)
  }

  /** Reads from `$` on. True where a word of a substitution has been opened. */
  #variable(): boolean {
    this.#at++
    const source = this.#source
    if (source[this.#at] !== '{') {
      const name = this.#name()
      if (name === '') this.#emit('$')
      else this.#emit(this.#lookUp(name) ?? (this.#options.skipUnset ? `$${name}` : ''))
      return false
    }
    this.#at++
    const first = source[this.#at]
    if (first === undefined) this.#fail("syntax error: missing '}'")
    if ('{}:'.includes(first)) this.#fail('syntax error: bad substitution')
    const name = this.#name()
    const operator = this.#character()
    if (operator === '}') {
      this.#emit(this.#lookUp(name) ?? (this.#options.skipUnset ? `\${${name}}` : ''))
      return false
    }
    if (operator === '/') {
      const all = source[this.#at] === '/'
      if (all) this.#at++
      this.#open('/', true, { name, operator, all, pattern: undefined })
      return true
    }
    const modifier = operator === ':' ? this.#character() : operator
    const trims = modifier === '#' || modifier === '%'
    if (operator === ':' ? trims : !'+-?#%'.includes(operator)) {
      this.#fail(unsupported(operator === ':' ? operator + modifier : operator))
    }
    const written = operator === ':' ? operator + modifier : operator
    this.#open('}', trims, { name, operator: written, all: false, pattern: undefined })
    return true
  }

  #open(stop: '}' | '/', rawEscapes: boolean, substitution: Substitution): void {
    // The reference reads the inner word into the buffer of the outer one, which loses what is in it.
    this.#words?.dropWord()
    this.#stack.push({ kind: 'word', stop, rawEscapes, substitution, text: '' })
  }

  #endSubstitutionWord(frame: WordFrame): void {
    const substitution = frame.substitution as Substitution
    if (frame.stop === '/') {
      this.#open('}', true, { ...substitution, pattern: frame.text })
      return
    }
    const value = this.#lookUp(substitution.name)
    if (value === undefined && this.#options.skipUnset) {
      this.#emit(writtenForm(substitution, frame.text))
      return
    }
    const replacement = substitute(substitution, { word: frame.text, value })
    if (replacement.problem !== undefined) this.#fail(replacement.problem)
    this.#emit(replacement.value)
  }

  #name(): string {
    const character = this.#source[this.#at]
    if (character === undefined) return ''
    nameForm.lastIndex = this.#at
    const name = nameForm.exec(this.#source)?.[0] ?? (SPECIAL_NAMES.includes(character) ? character : '')
    this.#at += name.length
    return name
  }

  /** The next character, which is read. */
  #character(): string {
    const code = this.#source.codePointAt(this.#at)
    if (code === undefined) return END
    const character = String.fromCodePoint(code)
    this.#at += character.length
    return character
  }

  #lookUp(name: string): string | undefined {
    const value = this.#environment.get(name)
    if (value === undefined) this.unmatched.add(name)
    else this.matched.add(name)
    return value
  }

  /** Adds what a variable stands for, which is split like plain text. */
  #emit(text: string): void {
    this.#add(this.#stack[this.#stack.length - 1] as Frame, text, false)
  }

  #add(frame: Frame, text: string, raw: boolean): void {
    frame.text += text
    if (frame !== this.#root || !this.#words) return
    if (raw) this.#words.addRaw(text)
    else this.#words.addPlain(text)
  }

  /** Refuses the text. At its end, the outermost substitution that is open says what it misses. */
  #fail(message: string): never {
    if (this.#at >= this.#source.length) {
      for (const frame of this.#stack) {
        if (frame.kind !== 'word' || frame.stop === '') continue
        throw new ScanProblem(
          frame.stop === '/' ? "syntax error: missing '/' in ${}" : "syntax error: missing '}'",
        )
      }
    }
    throw new ScanProblem(message)
  }
}
