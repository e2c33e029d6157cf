import { lineAt, type SourceFile } from './source-file.ts'

/** A half-open range `[start, end)` of UTF-16 offsets in the text of a source file. */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

/** A position as `pb.Position` carries it: lines count from 1, characters from 0. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** A range as `pb.Range` carries it. */
export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Places in one source file, as errors, warnings and source maps report them. */
export interface Location {
  readonly file: SourceFile
  readonly ranges: readonly Range[]
}

/**
 * The location of a span as the reference reports it: one range for each line that the span touches, with
 * characters left at 0. A span that is empty touches the line it stands on.
 */
export function locationOf(span: Span): Location {
  const first = lineAt(span.file, span.start)
  const last = lineAt(span.file, Math.max(span.start, span.end - 1))
  const ranges: Range[] = []
  for (let line = first; line <= last; line++) ranges.push(lineRange(line))
  return { file: span.file, ranges }
}

/** The range of a whole line, characters left at 0. */
export function lineRange(line: number): Range {
  const position = { line, character: 0 }
  return { start: position, end: position }
}
