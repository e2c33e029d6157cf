import { trimSpace } from '../go/index.ts'
import type { HeredocWord } from './heredoc.ts'
import type { InstructionTable } from './instruction-syntax.ts'
import type { LineReader } from './lines.ts'

/** Where a here-document that does not end was meant to. */
export interface MeantEnd {
  /** The end of its body: where the line begins that was meant to end it, or the next instruction. */
  readonly bodyEnd: number
  /** What is wrong with that line, or that there is none. */
  readonly hint: string
}

/**
 * Reads up to where a here-document without an end was meant to end: up to a line that would end it but for its
 * white space, quotes or case, or in front of what looks like an instruction (a known keyword in upper case, not
 * indented).
 * @param lines stands in front of the body, and is left behind its end
 */
export function readToMeantEnd(lines: LineReader, word: HeredocWord, syntaxes: InstructionTable): MeantEnd {
  const opened = lines.count
  for (let before = lines.last, line = lines.next(); line; before = line, line = lines.next()) {
    const problem = almostEnds(line.content, word)
    if (problem !== undefined) {
      return { bodyEnd: line.start, hint: `${word.name} on line ${line.number} ${problem}` }
    }
    const [keyword = '', more] = line.content.split(/[\t ]/, 2)
    if (before && more !== undefined && syntaxes.has(keyword)) {
      lines.goBackTo(before)
      return { bodyEnd: line.start, hint: noEnd(word, opened) }
    }
  }
  return { bodyEnd: lines.last?.end ?? 0, hint: noEnd(word, opened) }
}

function noEnd({ name }: HeredocWord, line: number): string {
  return `the here-document of line ${line} ends with a line that is ${name} and nothing else`
}

/** Why a line does not end a here-document that it was evidently meant to end; undefined for any other line. */
function almostEnds(content: string, { name, chomp }: HeredocWord): string | undefined {
  const text = trimSpace(content)
  const bare = text.replace(/^(["'])(.*)\1$/, '$2')
  if (bare !== name && bare.toLowerCase() !== name.toLowerCase()) return undefined
  if (bare !== text) return `is quoted: quotes belong to the word behind << alone`
  if (text !== name) return `is not written like the word behind <<: write ${name}`
  if (content.startsWith(text)) return 'has white space behind it, which may not be there'
  return chomp
    ? 'is indented with spaces: <<- drops tabs alone; indent it with tabs, or move it to the first column'
    : `is indented: write <<-${name} and indent with tabs, or move it to the first column`
}
