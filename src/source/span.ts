import { lineAt, type SourceFile, type Span } from './source-file.ts'

export type { Span } from './source-file.ts'

/**
 * A position as `pb.Position` carries it: lines count from 1, characters from 0.
 *
 * @example
 * const first: Position = { line: 1, character: 0 }
 */
export interface Position {
  readonly line: number
  readonly character: number
}

/**
 * A range as `pb.Range` carries it.
 *
 * @example
 * const [range] = locationOf(instruction.span).ranges
 * range?.start.line
 */
export interface Range {
  readonly start: Position
  readonly end: Position
}

/**
 * Places in one source file, as errors, warnings and source maps report them.
 *
 * @example
 * const { file, ranges }: Location = locationOf(instruction.span)
 */
export interface Location {
  readonly file: SourceFile
  readonly ranges: readonly Range[]
}

/**
 * The location of a span as the reference reports it: one range for each line that the span touches, with
 * characters left at 0. A span that is empty touches the line it stands on.
 * @param mostLines lines that are left out where there are more
 *
 * @example
 * report('Drop the sudo', locationOf(instruction.span))
 */
export function locationOf(span: Span, mostLines = Number.POSITIVE_INFINITY): Location {
  const first = lineAt(span.file, span.start)
  const end = Math.max(span.start, span.end - 1)
  // Lines count from 1, so that this is where the next one starts.
  const next = span.file.lineStarts[first]
  if (next === undefined || end < next) return { file: span.file, ranges: [lineRange(first)] }
  const last = Math.min(lineAt(span.file, end), first + mostLines - 1)
  const ranges: Range[] = []
  for (let line = first; line <= last; line++) ranges.push(lineRange(line))
  return { file: span.file, ranges }
}

/** The range of a whole line, characters left at 0. */
export function lineRange(line: number): Range {
  const position = { line, character: 0 }
  return { start: position, end: position }
}

/**
 * Where a span stands, and behind it the instructions that include its file, the nearest first.
 *
 * @example
 * const [place, includedBy] = locationsOf(instruction.span)
 */
export function locationsOf(span: Span): readonly Location[] {
  const locations = [locationOf(span)]
  for (let by = span.file.includedBy; by; by = by.file.includedBy) locations.push(locationOf(by))
  return locations
}
