import { trimSpace, trimSpaceStart } from '../go/index.ts'
import type { SourceFile } from '../source/index.ts'

const directiveStart = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/
const directiveNames: ReadonlySet<string> = new Set(['syntax', 'escape', 'check'])

/**
 * The value of the file's `# check=` directive up to the first space, '' where there is none. Directives
 * stand at the head of the file, each at most once, with nothing but a `#!` line before them.
 */
export function checkDirective(file: SourceFile): string {
  const seen = new Set<string>()
  let start = 0
  if (file.text.startsWith('#!')) start = lineEnd(file.text, 0) + 1
  while (file.text.startsWith('#', start)) {
    const end = lineEnd(file.text, start)
    const directive = parseDirective(file.text.slice(start + 1, end))
    if (directive === undefined || seen.has(directive.name)) break
    if (directive.name === 'check') return firstWord(directive.value)
    seen.add(directive.name)
    start = end + 1
  }
  return ''
}

/** The value of a comment that is written like a `check=` directive, up to its first space. */
export function checkComment(comment: string): string | undefined {
  const directive = parseDirective(comment)
  return directive?.name === 'check' ? firstWord(directive.value) : undefined
}

function parseDirective(comment: string): { readonly name: string; readonly value: string } | undefined {
  const text = trimSpaceStart(comment)
  const match = directiveStart.exec(text)
  const name = match?.[1]?.toLowerCase()
  if (match === null || name === undefined || !directiveNames.has(name)) return undefined
  const value = text.slice(match[0].length)
  return value === '' ? undefined : { name, value: trimSpace(value) }
}

function firstWord(value: string): string {
  const space = value.indexOf(' ')
  return space < 0 ? value : value.slice(0, space)
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}
