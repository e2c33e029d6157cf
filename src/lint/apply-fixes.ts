import { applyChanges } from '../dockerfile/index.ts'
import type { SourceFile } from '../source/index.ts'
import type { Fix, TextEdit } from './event.ts'

/** A text with fixes made. */
export interface FixedText {
  readonly text: string
  /** How many fixes were made; the others were in each other's way. */
  readonly made: number
}

/**
 * Makes fixes in a file. Of two that change the same place, the first is made, and the other one may be once the
 * file has been checked again. Of a fix all edits are made, or none.
 * @param fixes in the order in which they are preferred; those of other files are passed over
 */
export function applyFixes(file: SourceFile, fixes: readonly Fix[]): FixedText {
  const taken: TextEdit[] = []
  let made = 0
  for (const { edits } of fixes) {
    if (edits.length === 0 || edits.some(({ span }) => span.file.text !== file.text)) continue
    const fresh = edits.filter((edit) => !taken.some((other) => isSame(edit, other)))
    if (fresh.some((edit) => taken.some((other) => touches(edit, other)))) continue
    taken.push(...fresh)
    made++
  }
  const changes = taken.map(({ span, text }) => ({ start: span.start, end: span.end, text }))
  return { text: made === 0 ? file.text : applyChanges(file.text, changes), made }
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text
}

/** Whether two edits change the same text, or stand directly beside each other, so that their order would count. */
function touches({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end
}
