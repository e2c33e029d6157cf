import { BuildError, type Span } from '../../source/index.ts'
import type { Environment } from '../expansion/index.ts'
import { tryExpandWord } from '../expansion/index.ts'
import type { InstructionTree, PairNode, TreeNode, VariableNode } from './node.ts'

/** What stands for a part of a text whose value nothing in the file tells. */
const unknown = '\0'

/** A text with its variables replaced, which knows where in the file each of its characters is written. */
export class ResolvedText {
  /** Undefined where a variable has no value that is known. */
  readonly text: string | undefined
  /** The text with U+0000 for what is not known. */
  readonly masked: string
  readonly #characters: readonly Character[]

  constructor(characters: readonly Character[]) {
    this.#characters = characters
    this.masked = characters.map(({ text }) => text).join('')
    this.text = this.masked.includes(unknown) ? undefined : this.masked
  }

  /** Where in the file its characters are written, as far as they are. */
  get offsets(): readonly number[] {
    return this.#characters.flatMap(({ node, at }) => (node ? [at] : []))
  }

  /** A part of the text, undefined where it is not all known. */
  slice(start: number, end: number): string | undefined {
    const text = this.masked.slice(start, end)
    return text.includes(unknown) ? undefined : text
  }

  /**
   * The one place in the file that a part is written at; undefined where it is put together from several places,
   * or computed. An empty part has the place behind what is in front of it.
   */
  placeOf(start: number, end: number): Span | undefined {
    const part = this.#characters.slice(start, end)
    const [first] = part
    const last = part.at(-1)
    if (!first?.node || !last) return undefined
    for (const [index, { node, at }] of part.entries()) {
      if (node !== first.node || (index > 0 && at <= (part[index - 1] as Character).at)) return undefined
    }
    return { file: first.node.file, start: first.at, end: last.at + 1 }
  }
}

interface Character {
  readonly text: string
  /** The node in whose text it is written, and its offset; undefined for what is computed. */
  readonly node: TreeNode | undefined
  readonly at: number
}

/** Replaces the variables of words by what global ARGs have as defaults, or get from outside. */
export class TextResolver {
  readonly #escape: '\\' | '`'
  readonly #buildArgs: Readonly<Record<string, string>>
  readonly #values = new Map<string, readonly Character[] | undefined>()

  constructor(escapeToken: '\\' | '`', buildArgs: Readonly<Record<string, string>>) {
    this.#escape = escapeToken
    this.#buildArgs = buildArgs
  }

  /** Notes what an ARG declares, in the order of the file. */
  declare(instruction: InstructionTree): void {
    for (const pair of instruction.arguments?.pairs ?? []) this.#values.set(pair.key, this.#valueOf(pair))
  }

  /** A node that is a value, with its variables replaced and its quotes taken away. */
  resolve(node: TreeNode): ResolvedText {
    return new ResolvedText(this.#characters(node))
  }

  #valueOf({ key, valueNode }: PairNode): readonly Character[] | undefined {
    if (Object.hasOwn(this.#buildArgs, key)) return computed(this.#buildArgs[key] ?? '')
    return valueNode && this.#characters(valueNode)
  }

  #characters(node: TreeNode): readonly Character[] {
    const found: Character[] = []
    const state: QuoteState = { quote: '', escaped: false }
    this.#read(node, node, state, found)
    return found
  }

  /** @param owner the node that is a value: what is written in it can be replaced there */
  #read(node: TreeNode, owner: TreeNode, state: QuoteState, into: Character[]): void {
    if (node.kind === 'variable') {
      for (const character of this.#variable(node)) into.push(character)
    } else if (dropped.has(node.kind)) {
      return
    } else if (node.children.length > 0) {
      for (const child of node.children) this.#read(child, owner, state, into)
    } else this.#plain(node, owner, state, into)
  }

  #plain(node: TreeNode, owner: TreeNode, state: QuoteState, into: Character[]): void {
    for (const [index, text] of node.text.split('').entries()) {
      if (state.escaped) state.escaped = false
      else if (text === this.#escape && state.quote !== "'") {
        state.escaped = true
        continue
      } else if (state.quote === '' ? text === '"' || text === "'" : text === state.quote) {
        state.quote = state.quote === '' ? text : ''
        continue
      }
      into.push({ text, node: owner, at: node.start + index })
    }
  }

  #variable({ name, operator, operands, text }: VariableNode): readonly Character[] {
    const value = this.#values.get(name)
    const known = value !== undefined && !value.some((character) => character.text === unknown)
    const isEmpty = value !== undefined && value.length === 0
    const operand = () => (operands[0] ? this.#characters(operands[0]) : [])
    switch (operator) {
      case '':
        return value ?? nothingKnown
      case '-':
        return value ?? operand()
      case ':-':
        return value === undefined || isEmpty ? operand() : value
      case '+':
        return value === undefined ? [] : operand()
      case ':+':
        return value === undefined || isEmpty ? [] : operand()
      default:
        break
    }
    if (!known) return nothingKnown
    // Anything else computes a text that is written nowhere.
    return this.#computed(text)
  }

  #computed(expression: string): readonly Character[] {
    const environment: Environment = {
      get: (name) =>
        this.#values
          .get(name)
          ?.map(({ text }) => text)
          .join(''),
      names: () => this.#values.keys(),
    }
    const { result, error } = tryExpandWord(expression, environment, { escape: this.#escape })
    return error instanceof BuildError ? nothingKnown : computed(result)
  }
}

/** What stands between the lines of a value. */
const dropped: ReadonlySet<TreeNode['kind']> = new Set([
  'continuation',
  'comment',
  'line-break',
  'white-space',
])

interface QuoteState {
  quote: string
  escaped: boolean
}

const nothingKnown: readonly Character[] = [{ text: unknown, node: undefined, at: 0 }]

function computed(text: string): readonly Character[] {
  return text.split('').map((character) => ({ text: character, node: undefined, at: 0 }))
}
