import type { JsonValue } from '../../go/index.ts'
import { locationOf, type Span } from '../../source/index.ts'
import { rangesJson } from '../definition-json.ts'

/** The place of something in the file that an answer is about. */
export function locationJson(span: Span): JsonValue {
  return { ranges: rangesJson(locationOf(span).ranges) }
}
