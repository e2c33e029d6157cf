import { positionAt } from '../dockerfile/index.ts'
import type { BuildError, Span } from '../source/index.ts'

/** Errors for programs: lines and columns count from 1, offsets from 0, both in UTF-16 units; ends are exclusive. */
export function errorsJson(errors: readonly BuildError[]): readonly object[] {
  return errors.map(({ code, message, spans, locations, focus, hint }) => ({
    code,
    message,
    places: spans.length > 0 ? spans.map(placeJson) : locations.flatMap(linesJson),
    focus: focus && placeJson(focus),
    hint,
  }))
}

function placeJson({ file, start, end }: Span): object {
  const at = (offset: number) => ({ ...positionAt(file, offset), offset })
  return { file: file.filename, start: at(start), end: at(end) }
}

function linesJson({ file, ranges }: BuildError['locations'][number]): readonly object[] {
  return ranges.map(({ start, end }) => ({
    file: file.filename,
    start: { line: start.line },
    end: { line: Math.max(start.line, end.line) },
  }))
}
