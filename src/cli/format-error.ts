import path from 'node:path'
import { styleText } from 'node:util'
import { positionAt } from '../dockerfile/index.ts'
import {
  type BuildError,
  extensionFrames,
  formatExcerpt,
  formatFrames,
  generalCodes,
  lineAt,
  type Span,
} from '../source/index.ts'
import { formatSpan, printable } from './excerpt.ts'

/** How many errors are worth reading at once. */
const mostErrors = 20

/**
 * An error for the terminal: what is wrong, where, and what can be done; where an extension failed, its author sees
 * where it did.
 */
export function formatError(error: BuildError, colors = false): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colors ? styleText(style, text, { validateStream: false }) : text
  const places = placesOf(error)
  const [span] = places
  const [location] = error.locations
  const excerpt = span
    ? places.map((place) => formatSpan(place, (carets) => paint('red', carets))).join('')
    : location
      ? formatExcerpt(location.file, location.ranges)
      : ''
  const hint = error.hint === undefined ? '' : `${paint('cyan', 'hint')}: ${printable(error.hint)}\n`
  const head = `${span ? `${paint('bold', nameOf(span))}: ` : ''}${paint('red', 'error')}`
  const code = generalCodes.has(error.code) ? '' : ` ${paint('dim', `[${error.code}]`)}`
  return `${head}: ${printable(error.message)}${code}\n${excerpt}${stackOf(error)}${hint}`
}

function nameOf({ file, start }: Span): string {
  const { line, column } = positionAt(file, start)
  return `${file.filename}:${line}:${column}`
}

/** Frames of an extension, for what is no mistake of the one who builds. */
function stackOf(error: BuildError): string {
  if (error.code !== 'extension') return ''
  return formatFrames(extensionFrames(error.cause), (file) => {
    const relative = path.relative('', file)
    return relative.startsWith('..') ? file : relative
  })
}

/** Errors one below the other, an empty line between; of very many, the first ones. */
export function formatErrors(errors: readonly BuildError[], colors = false): string {
  const shown = errors.slice(0, mostErrors).map((error) => formatError(error, colors))
  const rest = errors.length - shown.length
  if (rest > 0) shown.push(`and ${rest} more\n`)
  return shown.join('\n')
}

/**
 * The places of an error, each on a line of its own: the very words that it is about in place of what they stand in.
 * One that is told by several callers has the same place several times.
 */
function placesOf({ focus, spans }: BuildError): readonly Span[] {
  const places = focus ? [focus, ...spans.filter((span) => !contains(span, focus))] : spans
  const byLine = new Map<string, Span>()
  for (const span of places) {
    const key = `${span.file.filename}:${lineAt(span.file, span.start)}`
    if (!byLine.has(key)) byLine.set(key, span)
  }
  return [...byLine.values()]
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file.filename === inner.file.filename && outer.start <= inner.start && inner.end <= outer.end
}
