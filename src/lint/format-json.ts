import { encodeBase64, type JsonValue, marshalJson } from '../go/index.ts'
import type { Location, Position, Range, SourceFile } from '../source/index.ts'
import type { LintResult } from './lint-result.ts'

/** What of a result is known outside of the checks. */
export interface LintJsonOptions {
  /** The definition that a source was read from, as JSON. */
  readonly definitionOf?: (file: SourceFile) => JsonValue | undefined
}

/** A result as `--call=check,format=json` prints it. */
export function formatLintJson(result: LintResult, options: LintJsonOptions = {}): string {
  const { sources, findings, error } = result
  const document: JsonValue = {
    // A run that finds nothing has no list at all.
    warnings:
      findings.length === 0
        ? null
        : findings.map(({ rule, message, location }) => ({
            ruleName: rule.name,
            description: rule.description || undefined,
            url: rule.url || undefined,
            detail: message || undefined,
            location: locationJson(location, sources),
          })),
    sources: sources.map((file) => ({
      filename: file.filename || undefined,
      data: file.bytes.length > 0 ? encodeBase64(file.bytes) : undefined,
      definition: options.definitionOf?.(file),
      language: file.language || undefined,
    })),
    buildError: error && {
      message: error.message,
      location: locationJson(mergedLocation(error.locations), sources),
    },
  }
  return marshalJson(document, { indent: '  ' })
}

function locationJson(location: Location | undefined, sources: readonly SourceFile[]): JsonValue {
  if (!location) return {}
  const ranges = location.ranges.map(({ start, end }) => ({
    start: positionJson(start),
    end: positionJson(end),
  }))
  return {
    sourceIndex: sources.indexOf(location.file) || undefined,
    ranges: ranges.length > 0 ? ranges : undefined,
  }
}

function positionJson({ line, character }: Position): JsonValue {
  return { line: line || undefined, character: character || undefined }
}

/** All places of an error as one, in the order of lines; ranges that overlap become one. */
function mergedLocation(locations: readonly Location[]): Location | undefined {
  const file = locations[0]?.file
  if (!file) return undefined
  const sorted = locations
    .filter((location) => location.file === file)
    .flatMap((location) => location.ranges)
    .sort((a, b) => a.start.line - b.start.line)
  const ranges: Range[] = []
  for (const range of sorted) {
    const before = ranges.at(-1)
    if (before && range.start.line <= before.end.line) {
      const line = Math.max(before.end.line, range.end.line)
      ranges[ranges.length - 1] = { start: before.start, end: { ...before.end, line } }
    } else ranges.push(range)
  }
  return { file, ranges }
}
