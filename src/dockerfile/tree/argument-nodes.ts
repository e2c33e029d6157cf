import { jsonCharacterStarts, jsonStringPlaces } from '../grammar/json-array.ts'
import type { Arguments, KeyValue } from '../syntax-tree.ts'
import { makeNode } from './element.ts'
import { imageReferenceNode } from './image-reference-node.ts'
import type { MappedText } from './mapped-text.ts'
import type { ArgumentsNode, HeredocOpenerNode, PairNode, ValueNode, WordNode } from './node.ts'
import type { Expander, ValueNodes } from './value-nodes.ts'

/** Who replaces the variables in the arguments of the instructions that exist. */
const expanders: Readonly<Record<string, Expander>> = {
  ADD: 'dockerfile',
  ARG: 'dockerfile',
  CMD: 'shell',
  COPY: 'dockerfile',
  ENTRYPOINT: 'shell',
  ENV: 'dockerfile',
  EXPOSE: 'dockerfile',
  FROM: 'dockerfile',
  HEALTHCHECK: 'shell',
  LABEL: 'dockerfile',
  RUN: 'shell',
  STOPSIGNAL: 'dockerfile',
  USER: 'dockerfile',
  VOLUME: 'dockerfile',
  WORKDIR: 'dockerfile',
}

/** An instruction as far as its arguments need to know it. */
export interface ArgumentContext {
  /** In upper case; '' where it does not exist. */
  readonly name: string
  /** Whether it replaces variables, where it is none of those that the language has. */
  readonly expands: boolean
  readonly openers: readonly HeredocOpenerNode[]
  readonly values: ValueNodes
}

/**
 * The node of all that stands behind keyword and flags.
 * @param text the argument text, which is not empty
 * @param parsed what the instruction's grammar makes of it
 */
export function argumentsNode(text: MappedText, parsed: Arguments, context: ArgumentContext): ArgumentsNode {
  const { layout } = context.values
  const isPairs = parsed.form === 'pairs' || context.name === 'ARG'
  const pairs = isPairs ? pairNodes(text, parsed, context) : []
  const words = isPairs ? [] : wordNodes(text, parsed, context)
  const extent = text.extent()
  return makeNode<ArgumentsNode>(
    'arguments',
    layout.file,
    extent,
    layout.fill(extent, isPairs ? pairs : words, 'punctuation'),
    { form: isPairs ? 'pairs' : parsed.form === 'instruction' ? 'words' : parsed.form, words, pairs },
  )
}

function wordNodes(text: MappedText, parsed: Arguments, context: ArgumentContext): readonly WordNode[] {
  const { words, form } = parsed
  const expander = expanderOf(context)
  if (form !== 'json') {
    const places = locate(text.text, words)
    return places.map(([start, end], index) => wordNode(text.slice(start, end), index, expander, context))
  }
  const nodes: WordNode[] = []
  // HEALTHCHECK has a word in front of the array.
  let from = 0
  if (!text.text.trimStart().startsWith('[')) {
    const [type] = locate(text.text, words.slice(0, 1))
    if (type) nodes.push(wordNode(text.slice(...type), 0, 'nothing', context))
    from = type?.[1] ?? 0
  }
  for (const { start, end } of jsonStringPlaces(text.text.slice(from))) {
    const value = words[nodes.length]
    if (value === undefined) break
    nodes.push(jsonString(text.slice(from + start, from + end), value, expander, context))
  }
  return nodes
}

function wordNode(text: MappedText, index: number, expander: Expander, context: ArgumentContext): WordNode {
  const { values, openers } = context
  if (context.name === 'FROM') {
    if (index === 0) return imageReferenceNode(text, expander, values)
    return values.value(index === 1 ? 'as' : 'stage-name', text, 'nothing')
  }
  const { start, end } = text.extent()
  const inside = openers.filter((opener) => opener.start >= start && opener.end <= end)
  return values.value('word', text, expander, inside)
}

/** A string of an array: a node with quotes, whose value has none. */
function jsonString(
  json: MappedText,
  value: string,
  expander: Expander,
  { values }: ArgumentContext,
): ValueNode<'json-string'> {
  const { layout } = values
  const starts = jsonCharacterStarts(json.text)
  const decoded = json.derive(value, starts.slice(0, -1), starts.slice(1), 1)
  const variables = values.variables(decoded, expander === 'shell' ? 'nothing' : expander)
  const extent = json.extent()
  const inside = layout.pieces(decoded.extent(), variables, 'literal')
  const children = layout.pieces(extent, inside, 'punctuation')
  return makeNode<ValueNode<'json-string'>>('json-string', layout.file, extent, children, {
    value,
    variables,
  })
}

function pairNodes(text: MappedText, parsed: Arguments, context: ArgumentContext): readonly PairNode[] {
  const written: readonly { key: string; value: string | undefined; legacy: boolean }[] =
    parsed.form === 'pairs' ? parsed.pairs : parsed.words.map(declaration)
  const [first] = written
  if (first?.legacy && first.value !== undefined) {
    const [key, value] = locate(text.text, [first.key, first.value])
    const pair = key && value && text.slice(key[0], value[1])
    return pair ? [pairNode(pair, key[1] - key[0], value[0] - key[0], true, context)] : []
  }
  const places = locate(
    text.text,
    written.map(({ key, value }) => (value === undefined ? key : `${key}=${value}`)),
  )
  return places.map(([start, end], index) => {
    const { key = '', value } = written[index] ?? {}
    const valueStart = value === undefined ? undefined : key.length + 1
    return pairNode(text.slice(start, end), key.length, valueStart, false, context)
  })
}

function declaration(word: string): Omit<KeyValue, 'value'> & { readonly value: string | undefined } {
  const equals = word.indexOf('=')
  if (equals < 0) return { key: word, value: undefined, legacy: false }
  return { key: word.slice(0, equals), value: word.slice(equals + 1), legacy: false }
}

function pairNode(
  text: MappedText,
  keyEnd: number,
  valueStart: number | undefined,
  legacy: boolean,
  context: ArgumentContext,
): PairNode {
  const { values } = context
  const expander = expanderOf(context)
  const keyNode = values.value(
    'pair-key',
    text.slice(0, keyEnd),
    context.name === 'ARG' ? 'nothing' : expander,
  )
  const valueNode =
    valueStart === undefined
      ? undefined
      : values.value('pair-value', text.slice(valueStart, text.text.length), expander)
  const extent = text.extent()
  const parts = valueNode ? [keyNode, valueNode] : [keyNode]
  return makeNode<PairNode>(
    'pair',
    values.layout.file,
    extent,
    values.layout.fill(extent, parts, 'punctuation'),
    {
      key: keyNode.value,
      value: valueNode?.value,
      keyNode,
      valueNode,
      legacy,
    },
  )
}

function expanderOf({ name, expands }: ArgumentContext): Expander {
  return expanders[name] ?? (expands ? 'dockerfile' : 'nothing')
}

/**
 * Where words stand in the text that a grammar has split into them: all grammars keep the words as they are
 * written, in order. A word that is not found, and those behind it, are left out.
 */
function locate(text: string, words: readonly string[]): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = []
  // Where a grammar shows characters that are none as U+FFFD, they count as such here too.
  const searched =
    text.isWellFormed() || words.some((word) => !word.isWellFormed()) ? text : text.toWellFormed()
  let at = 0
  for (const word of words) {
    const start = searched.indexOf(word, at)
    if (start < 0) break
    at = start + word.length
    places.push([start, at])
  }
  return places
}
