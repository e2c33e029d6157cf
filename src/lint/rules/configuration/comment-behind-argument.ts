import type { InstructionNode } from '../../../dockerfile/index.ts'
import type { Fix } from '../../event.ts'
import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'

/** Instructions whose arguments no shell reads. */
const withoutShell: ReadonlySet<string> = new Set([
  'ADD',
  'ARG',
  'COPY',
  'ENV',
  'EXPOSE',
  'FROM',
  'LABEL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
])

export const commentBehindArgument = ownRule({
  name: 'CommentBehindArgument',
  description: 'A comment should have a line of its own',
  severity: 'error',
  documentation: {
    what: 'A word of an instruction begins with `#`, as a comment would.',
    why: 'Comments are lines that begin with `#`. Behind an instruction it is part of the argument: the directory is called `/app # home`.',
    bad: 'FROM alpine:3\nWORKDIR /app # home\n',
    good: 'FROM alpine:3\n# home\nWORKDIR /app\n',
  },
  create: () => ({
    node({ node }, report) {
      if (!withoutShell.has(node.keyword.toUpperCase()) || node.arguments.form === 'json') return
      const at = commentIn(node.argumentText)
      if (at < 0) return
      const span = textOf(node).spanOfArgument(at, node.argumentText.length)
      report('# begins no comment here: it belongs to the argument', { span, fix: () => fixOf(node, at) })
    },
  }),
})

/** Where a word begins with `#` outside of quotes, behind another word; -1 where none does. */
function commentIn(text: string): number {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (character === '\\') at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '#' && at > 0 && /\s/.test(text[at - 1] as string) && text[at - 2] !== '\\')
      return at
  }
  return -1
}

function fixOf(node: InstructionNode, at: number): Fix | undefined {
  const { span } = node
  const { text } = span.file
  const written = text.slice(span.start, span.end)
  // In a continued instruction it would be hard to say what is meant.
  if (written.includes('\n')) return undefined
  const before = node.argumentText.slice(0, at).trimEnd()
  const comment = node.argumentText.slice(at)
  const rest = textOf(node).spanOfArgument(before.length, node.argumentText.length)
  if (!rest || before === '') return undefined
  return {
    safe: true,
    edits: [
      { span: { ...span, end: span.start }, text: `${comment}\n` },
      { span: rest, text: '' },
    ],
  }
}
