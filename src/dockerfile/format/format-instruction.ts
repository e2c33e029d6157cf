import type { ArgumentsNode, InstructionTree, TreeNode } from '../tree/node.ts'
import { formatText, ownIndent } from './format-text.ts'
import { endText, gapText, isFiller, type Layout, withoutSpaceBehind } from './layout.ts'

/** An instruction without the line break behind it. */
export function formatInstruction(instruction: InstructionTree, layout: Layout): string {
  return joinParts(instruction.children, indented(instruction, layout), ' ', (part, own) => {
    switch (part.kind) {
      case 'keyword':
        // A keyword that is broken over lines is left as it is.
        return part.text === part.value ? part.value.toUpperCase() : part.text
      case 'instruction':
        return formatTrigger(part, own)
      case 'arguments':
        return formatArguments(part, instruction.name, own)
      case 'heredoc':
        return layout.lineBreak + part.text
      default:
        return part.text
    }
  })
}

/** The text of a trigger is part of the image config. Its here-documents stand in the lines behind it. */
function formatTrigger(trigger: InstructionTree, layout: Layout): string {
  const parts = trigger.children.map((part) => {
    if (part.kind === 'heredoc') return layout.lineBreak + part.text
    return part.kind === 'line-break' ? '' : formatText(part, layout)
  })
  const text = parts.join('')
  return trigger.heredocs.length > 0 ? text : withoutSpaceBehind(text)
}

/** A command that goes on over several lines decides how far all lines of its instruction are moved in. */
function indented(instruction: InstructionTree, layout: Layout): Layout {
  const [word] = instruction.arguments?.form === 'text' ? instruction.arguments.words : []
  const indent = word && ownIndent(word)
  return indent ? { ...layout, indent } : layout
}

function formatArguments(args: ArgumentsNode, instruction: string, layout: Layout): string {
  switch (args.form) {
    case 'text':
      // Behind the CMD of a HEALTHCHECK, the only text that has something in front of it.
      return joinParts(args.children, layout, ' ', (part) =>
        args.words.length > 1 && part === args.words[0] ? part.text.toUpperCase() : formatText(part, layout),
      )
    case 'json':
      return formatJson(args.children, layout)
    default:
      // Another space might make an array of what is none.
      if (args.text.startsWith('[')) return formatText(args, layout)
      return joinParts(args.children, layout, ' ', (part) => formatPart(part, instruction, layout))
  }
}

function formatPart(part: TreeNode, instruction: string, layout: Layout): string {
  if (part.kind === 'as') return part.value.toUpperCase()
  if (part.kind === 'word' && instruction === 'HEALTHCHECK' && /^(?:cmd|none)$/i.test(part.text)) {
    return part.text.toUpperCase()
  }
  // White space in `KEY=value` belongs to it; in `KEY value` it stands for the `=`.
  if (part.kind === 'pair' && part.legacy) return joinParts(part.children, layout, ' ', ({ text }) => text)
  return part.text
}

/** `["a", "b"]`: one space behind each comma, none at the brackets. */
function formatJson(children: readonly TreeNode[], layout: Layout): string {
  let formatted = ''
  let fillers: TreeNode[] = []
  let before = ''
  for (const part of children) {
    if (isFiller(part)) {
      fillers.push(part)
      continue
    }
    const text = part.kind === 'word' ? part.text.toUpperCase() : part.text
    formatted += gapText(fillers, layout, jsonSpace(before, text)) + text
    fillers = []
    before = text
  }
  return formatted
}

function jsonSpace(before: string, text: string): string {
  if (before === ',') return ' '
  // The CMD of a HEALTHCHECK stands in front of the array.
  return text === '[' && before !== '' ? ' ' : ''
}

/**
 * Parts with what is between them laid out. White space stands only where the text has some.
 */
function joinParts(
  parts: readonly TreeNode[],
  layout: Layout,
  space: string,
  format: (part: TreeNode, layout: Layout) => string,
): string {
  let formatted = ''
  let fillers: TreeNode[] = []
  for (const part of parts) {
    if (isFiller(part)) {
      fillers.push(part)
      continue
    }
    if (fillers.length > 0 && part.kind !== 'heredoc') formatted += gapText(fillers, layout, space)
    fillers = []
    formatted += format(part, layout)
  }
  return formatted + endText(fillers, layout)
}
