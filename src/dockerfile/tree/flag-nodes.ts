import { csvFields } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'
import type { WrittenFlag } from '../split-instruction.ts'
import { makeNode } from './element.ts'
import { imageReferenceNode } from './image-reference-node.ts'
import type { MappedText } from './mapped-text.ts'
import type { FlagNode, NameNode, OptionNode, TreeNode, ValueNode } from './node.ts'
import type { Expander, ValueNodes } from './value-nodes.ts'

/** Flags whose values have their variables replaced, by instruction. */
const expanded: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  ADD: ['chown', 'chmod', 'checksum'],
  COPY: ['chown', 'chmod'],
}

/** The node of a flag. `line` is the text that the offsets of the flag count in. */
export function flagNode(
  flag: WrittenFlag,
  line: MappedText,
  instruction: string,
  values: ValueNodes,
): FlagNode {
  const { layout } = values
  const { starts, ends } = flag.characters ?? { starts: [], ends: [] }
  const nameEnd = 2 + flag.name.length
  const written = (from: number, text: string): MappedText =>
    line.derive(
      text,
      starts.slice(from, from + text.length),
      ends.slice(from, from + text.length),
      ends[from - 1] ?? flag.end,
    )
  const nameNode = values.name(written(2, flag.name))
  const parts: TreeNode[] = [nameNode]
  let valueNode: ValueNode<'flag-value'> | undefined
  let options: readonly OptionNode[] = []
  if (flag.value !== undefined) {
    const text = written(nameEnd + 1, flag.value)
    if (instruction === 'RUN' && (flag.name === 'mount' || flag.name === 'device')) {
      options = optionNodes(text, flag.name, values)
      const variables = options.flatMap((option) => option.valueNode?.variables ?? [])
      const children = layout.fill(text.extent(), options, 'punctuation')
      valueNode = values.make('flag-value', text, children, variables)
    } else if (instruction === 'COPY' && flag.name === 'from') {
      valueNode = referenceValue('flag-value', text, values)
    } else {
      const expander: Expander = expanded[instruction]?.includes(flag.name) ? 'dockerfile' : 'nothing'
      valueNode = values.value('flag-value', text, expander)
    }
    parts.push(valueNode)
  }
  const extent = line.extent(flag.start, flag.end)
  return makeNode<FlagNode>('flag', layout.file, extent, layout.fill(extent, parts, 'punctuation'), {
    name: flag.name,
    value: flag.value,
    nameNode,
    valueNode,
    options,
  })
}

function optionNodes(text: MappedText, flag: string, values: ValueNodes): readonly OptionNode[] {
  const places: (readonly [number, number])[] = []
  try {
    csvFields(text.text, (start, end) => void places.push([start, end]))
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
  }
  return places.map(([start, end]) => optionNode(text.slice(start, end), flag, values))
}

function optionNode(written: MappedText, flag: string, values: ValueNodes): OptionNode {
  const { layout } = values
  const text = written.text.startsWith('"') ? unquoted(written) : written
  const equals = text.text.indexOf('=')
  const keyText = equals < 0 ? text : text.slice(0, equals)
  const key = keyText.text.toLowerCase()
  const keyNode: NameNode = values.name(keyText, key)
  const parts: TreeNode[] = [keyNode]
  let valueNode: ValueNode<'option-value'> | undefined
  if (equals >= 0) {
    const value = text.slice(equals + 1, text.text.length)
    if (flag === 'device') valueNode = values.value('option-value', value, 'nothing')
    else if (key === 'from') valueNode = referenceValue('option-value', value, values)
    else valueNode = values.value('option-value', value, 'dockerfile')
    parts.push(valueNode)
  }
  const extent = written.extent()
  return makeNode<OptionNode>('option', layout.file, extent, layout.fill(extent, parts, 'punctuation'), {
    key,
    value: valueNode?.value,
    keyNode,
    valueNode,
  })
}

/** A value that names an image or a stage; variables in it are not replaced. */
function referenceValue<Kind extends 'flag-value' | 'option-value'>(
  kind: Kind,
  text: MappedText,
  values: ValueNodes,
): ValueNode<Kind> {
  const reference = imageReferenceNode(text, 'nothing', values)
  return values.make(kind, text, [reference], [])
}

/** A field in double quotes without them; `""` in it is one quote. */
function unquoted(field: MappedText): MappedText {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  for (let at = 1; at < field.text.length - 1; ) {
    const width = field.text.startsWith('""', at) ? 2 : 1
    text += field.text[at]
    starts.push(at)
    ends.push(at + width)
    at += width
  }
  return field.derive(text, starts, ends, 1)
}
