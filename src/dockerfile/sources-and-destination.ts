import { chompHeredoc, heredocWord } from './heredoc.ts'
import type { InlineSource, SourcesAndDestination } from './instruction.ts'
import type { Expanders } from './instruction-syntax.ts'
import { invalidInstruction } from './requirement.ts'
import type { InstructionNode } from './syntax-tree.ts'

/** Throws BuildError where an instruction with sources and a destination has less than two arguments. */
export function requireDestination(words: readonly string[], keyword: string): void {
  if (words.length >= 2) return
  throw invalidInstruction(
    `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`,
    'destination-missing',
  )
}

/**
 * The arguments of COPY, ADD and their like: sources, which may be here-documents, and a destination, which
 * may not. Throws BuildError.
 */
export function sourcesAndDestination(node: InstructionNode, keyword: string): SourcesAndDestination {
  const destination = node.arguments.words.at(-1) ?? ''
  if (heredocWord(destination)) {
    throw invalidInstruction(`${keyword} cannot accept a heredoc as a destination`, 'destination-heredoc')
  }
  const contents = new Map(node.heredocs.map((heredoc) => [heredoc.name, heredoc.content]))
  const sources: string[] = []
  const inlineSources: InlineSource[] = []
  for (const word of node.arguments.words.slice(0, -1)) {
    const heredoc = heredocWord(word)
    if (!heredoc) {
      sources.push(word)
      continue
    }
    const content = contents.get(heredoc.name) ?? ''
    inlineSources.push({
      path: heredoc.name,
      content: heredoc.chomp ? chompHeredoc(content) : content,
      expand: heredoc.expand,
    })
  }
  return { sources, inlineSources, destination }
}

/** Sources and destination with their variables replaced, in the order in which the reference does it. */
export function expandSourcesAndDestination(
  { sources, inlineSources, destination }: SourcesAndDestination,
  expanders: Expanders,
): SourcesAndDestination {
  return {
    sources: sources.map((source) => expanders.word(source)),
    destination: expanders.word(destination),
    inlineSources: inlineSources.map((source) =>
      source.expand ? { ...source, content: expanders.raw(source.content) } : source,
    ),
  }
}
