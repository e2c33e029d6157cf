import { isSpace } from '../../go/index.ts'

/** Collects words: plain text is split at white space, raw text (quoted or escaped) is not. */
export class WordList {
  readonly #words: string[] = []
  #word = ''

  addPlain(text: string): void {
    let start = 0
    for (let at = 0; at < text.length; at++) {
      if (!isSpace(text.charCodeAt(at))) continue
      if (at > start) this.#word += text.slice(start, at)
      this.#endWord()
      start = at + 1
    }
    if (start < text.length) this.#word += text.slice(start)
  }

  addRaw(text: string): void {
    this.#word += text
  }

  /** Forgets the word under way. */
  dropWord(): void {
    this.#word = ''
  }

  finish(): readonly string[] {
    this.#endWord()
    return this.#words
  }

  #endWord(): void {
    if (this.#word !== '') this.#words.push(this.#word)
    this.#word = ''
  }
}
