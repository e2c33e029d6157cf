import { utf8Length } from '../go/index.ts'
import { createSourceFile, type Location, lineRange, type SourceFile, textStart } from '../source/index.ts'
import { DirectiveReader } from './directives.ts'
import { LONGEST_LINE } from './lines.ts'

/** What a file asks for in a directive. */
export interface FoundDirective {
  /** The value up to its first space: of `syntax`, the frontend's image. */
  readonly ref: string
  /** The whole value: of `syntax`, what the frontend gets as `cmdline`. */
  readonly commandLine: string
  readonly location: Location
}

/**
 * The frontend that a file asks for: `# syntax=…` or `// syntax=…` at its head, or the `syntax` of a JSON
 * object, behind a `#!` line or not. Undefined where it asks for none.
 * @param file the file, or its bytes (then the location's file has no name)
 */
export function detectSyntax(file: SourceFile | Uint8Array): FoundDirective | undefined {
  const source = file instanceof Uint8Array ? createSourceFile('', file) : file
  const { text, skipped } = withoutShebang(source)
  return (
    findDirective('syntax', '#', source, text, skipped) ??
    findDirective('syntax', '//', source, text, skipped) ??
    findJsonSyntax(source, text, skipped)
  )
}

/** The directive of that (lower-case) name at the head of a file, undefined where there is none. */
export function parseDirective(name: string, file: SourceFile): FoundDirective | undefined {
  const { text, skipped } = withoutShebang(file)
  return findDirective(name, '#', file, text, skipped)
}

function withoutShebang(file: SourceFile): { readonly text: string; readonly skipped: 0 | 1 } {
  const text = textStart(file) === 0 ? file.text : file.text.slice(1)
  if (!text.startsWith('#!')) return { text, skipped: 0 }
  const feed = text.indexOf('\n')
  return { text: feed < 0 ? '' : text.slice(feed + 1), skipped: 1 }
}

function findDirective(
  name: string,
  prefix: '#' | '//',
  file: SourceFile,
  text: string,
  skipped: number,
): FoundDirective | undefined {
  const reader = new DirectiveReader(prefix)
  let number = skipped
  for (let start = 0; start < text.length && !reader.done; ) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const line = text.slice(start, end)
    if (line.length * 3 > LONGEST_LINE && utf8Length(line) > LONGEST_LINE) return undefined
    number++
    const directive = reader.read(line)
    if (directive?.repeated) return undefined
    if (directive?.name === name) return found(directive.value, file, number)
    start = end + 1
  }
  return undefined
}

function findJsonSyntax(file: SourceFile, text: string, line: number): FoundDirective | undefined {
  if (!/^[\t\n\r ]*\{/.test(text)) return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, 'syntax')) return undefined
  const value = (json as { readonly syntax: unknown }).syntax
  if (typeof value !== 'string') return undefined
  return { ...found(value, file, line), ref: value }
}

function found(value: string, file: SourceFile, line: number): FoundDirective {
  const space = value.indexOf(' ')
  return {
    ref: space < 0 ? value : value.slice(0, space),
    commandLine: value,
    location: { file, ranges: [lineRange(line)] },
  }
}
