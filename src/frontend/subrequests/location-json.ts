import type { JsonValue } from '../../go/index.ts'
import { locationOf, type SourceFile, type Span } from '../../source/index.ts'
import { rangesJson } from '../definition-json.ts'

/** The files that an answer is about: the Dockerfile, then others in the order in which they come up. */
export function filesOf(file: SourceFile, items: readonly { readonly span: Span }[]): readonly SourceFile[] {
  return [...new Set([file, ...items.map(({ span }) => span.file)])]
}

/** The place of something in one of the files that an answer is about. */
export function locationJson(span: Span, files: readonly SourceFile[]): JsonValue {
  return {
    sourceIndex: files.indexOf(span.file) || undefined,
    ranges: rangesJson(locationOf(span).ranges),
  }
}
