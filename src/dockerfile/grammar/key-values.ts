import { quote } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { ArgumentGrammar } from '../instruction-syntax.ts'
import type { InstructionNode, KeyValue } from '../syntax-tree.ts'
import { splitAtWhiteSpace, splitQuotedWords } from './words.ts'

/** `key=value` pairs, or one `key value` where the first word has no `=` (ENV, LABEL). */
export const keyValues: ArgumentGrammar = (text, { keyword, escape: escapeToken }) => {
  const words = splitQuotedWords(text, escapeToken)
  const pairs: KeyValue[] = []
  if (words[0] !== undefined && !words[0].includes('=')) {
    const [key = '', value] = splitAtWhiteSpace(text, 2)
    if (value === undefined) throw new BuildError('pair-without-value', `${keyword} must have two arguments`)
    pairs.push({ key, value, legacy: true })
  } else {
    for (const word of words) {
      const equals = word.indexOf('=')
      if (equals < 0) {
        throw new BuildError(
          'pair-without-equals',
          `Syntax error - can't find = in ${quote(word)}. Must be of the form: name=value`,
        )
      }
      pairs.push({ key: word.slice(0, equals), value: word.slice(equals + 1), legacy: false })
    }
  }
  return { form: 'pairs', words: [], pairs }
}

/** The pairs of an instruction with that grammar. Throws BuildError where there is none, or a key is empty. */
export function pairsOf(node: InstructionNode, keyword: string): readonly KeyValue[] {
  const pairs = node.arguments.form === 'pairs' ? node.arguments.pairs : []
  if (pairs.length === 0) {
    throw new BuildError('argument-missing', `${keyword} requires at least one argument`)
  }
  if (pairs.some((pair) => pair.key === '')) {
    throw new BuildError('name-blank', `${keyword} names can not be blank`)
  }
  return pairs
}

/** The pairs with the variables in keys and values replaced, in the order in which they stand. */
export function expandPairs(
  pairs: readonly KeyValue[],
  expand: (word: string) => string,
): readonly KeyValue[] {
  return pairs.map(({ key, value, legacy }) => ({ key: expand(key), value: expand(value), legacy }))
}
