import { isRawByte, lineAt, type SourceFile, type Span } from '../../source/index.ts'
import type { Explainer } from './explanation.ts'

const noBreakSpaces = /[\u00a0\u202f\u2007]/
const invisible = /\u200b|\u200c|\u200d|\u2060|\ufeff/
const curlyQuotes = /[\u2018\u2019\u201c\u201d]/

/** Bytes that are no UTF-8, and characters that look like others. */
export const explainEncoding: Explainer = ({ error, tree, instruction }) => {
  if (/invalid UTF-8/.test(error.message)) {
    const focus = firstRawByte(tree.file, instruction)
    return (
      focus && {
        focus,
        hint: `${lineName(focus)} has bytes that are no UTF-8, as files in Latin-1 have them: save the file as UTF-8`,
      }
    )
  }
  if (error.code === 'encoding') return { hint: 'editors call it "UTF-8" or "UTF-8 without BOM"' }
  if (!instruction) return undefined
  if (instruction.text.includes('\0')) {
    return { hint: 'there are NUL characters in the file: it may be encoded in UTF-16; save it as UTF-8' }
  }
  const found = (pattern: RegExp): Span | undefined => {
    const match = pattern.exec(instruction.text)
    if (!match) return undefined
    const start = instruction.start + match.index
    return { file: tree.file, start, end: start + 1 }
  }
  const space = found(noBreakSpaces)
  if (space) {
    const code = tree.file.text.charCodeAt(space.start).toString(16).toUpperCase().padStart(4, '0')
    return { focus: space, hint: `there is a no-break space (U+${code}) here: write a plain one` }
  }
  const hidden = found(invisible)
  if (hidden) return { focus: hidden, hint: 'there is a character here that is not visible: remove it' }
  const quote = found(curlyQuotes)
  if (quote) return { focus: quote, hint: 'there is a curly quote here: write a straight one' }
  return undefined
}

function firstRawByte(file: SourceFile, within: Span | undefined): Span | undefined {
  const { start, end } = within ?? { start: 0, end: file.text.length }
  for (let at = start; at < end; at++) {
    const code = file.text.charCodeAt(at)
    // A lone one: the second half of a pair follows its first.
    const before = file.text.charCodeAt(at - 1)
    if (isRawByte(code) && !(before >= 0xd800 && before <= 0xdbff)) return { file, start: at, end: at + 1 }
  }
  return undefined
}

function lineName({ file, start }: Span): string {
  return `line ${lineAt(file, start)}`
}
