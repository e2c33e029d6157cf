import { parseDirective } from '../dockerfile/detect-syntax.ts'
import { trimSpace, trimSpaceStart } from '../go/index.ts'
import type { SourceFile } from '../source/index.ts'

/** The value of the file's `# check=` directive up to the first space, '' where there is none. */
export function checkDirective(file: SourceFile): string {
  return parseDirective('check', file)?.ref ?? ''
}

/** The value of a comment that is written like a `check=` directive, up to its first space. */
export function checkComment(comment: string): string | undefined {
  const match = /^check[\t\n\f\r ]*=/i.exec(trimSpaceStart(comment))
  if (!match) return undefined
  const value = trimSpaceStart(comment).slice(match[0].length)
  return value === '' ? undefined : trimSpace(value).split(' ', 1)[0]
}
